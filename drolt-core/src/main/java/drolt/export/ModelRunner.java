package drolt.export;

import java.nio.file.Path;

/** Computes with an exported file as the program would that the file is for. */
public interface ModelRunner {
    /** What messages call it, for example {@code onnxruntime 1.29.0}. */
    String name();

    /**
     * Logits of a batch.
     *
     * @param file that was exported
     * @param images [B, 3, height, width], red, green, blue, each from 0 to 1
     * @return [B, classes], row-major
     * @throws RuntimeException if the program cannot load the file or compute with it
     */
    float[] logits(Path file, float[] images, long... shape);
}
