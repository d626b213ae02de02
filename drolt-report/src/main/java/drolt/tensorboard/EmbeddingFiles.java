package drolt.tensorboard;

import drolt.experiment.ArmFeatures;
import drolt.inference.FeatureMatrix;
import drolt.io.AtomicFiles;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.IntStream;

/**
 * Features of test images for the embedding projector: {@code tensors.tsv} a line an image, {@code metadata.tsv} what
 * each is, {@code projector_config.pbtxt} which names both. At most {@value #MOST_POINTS} images and
 * {@value #MOST_VALUES} numbers, evenly spread over the test set.
 */
final class EmbeddingFiles {
    static final int MOST_POINTS = 2000;
    static final int MOST_VALUES = 400_000;

    private static final String TENSORS = "tensors.tsv";
    private static final String METADATA = "metadata.tsv";

    private final String arm;
    private final ArmFeatures measured;
    private final int[] chosen;

    private EmbeddingFiles(String arm, ArmFeatures measured) {
        this.arm = arm;
        this.measured = measured;
        FeatureMatrix features = measured.features();
        int size = features.labels().length;
        int points = Math.min(size, Math.max(1, Math.min(MOST_POINTS, MOST_VALUES / features.dimension())));
        chosen = IntStream.range(0, points)
                .map(point -> (int) ((long) point * size / points))
                .toArray();
    }

    /** Writes the three. */
    static void write(Path folder, String arm, ArmFeatures measured) {
        EmbeddingFiles files = new EmbeddingFiles(arm, measured);
        write(folder.resolve(TENSORS), files::tensors);
        write(folder.resolve(METADATA), files::metadata);
        AtomicFiles.writeString(folder.resolve("projector_config.pbtxt"), files.configuration());
    }

    @FunctionalInterface
    private interface Lines {
        void to(Writer out) throws IOException;
    }

    private static void write(Path file, Lines lines) {
        AtomicFiles.write(file, bytes -> {
            Writer out = new OutputStreamWriter(bytes, StandardCharsets.UTF_8);
            lines.to(out);
            out.flush();
        });
    }

    private void tensors(Writer out) throws IOException {
        FeatureMatrix features = measured.features();
        for (int image : chosen) {
            for (int i = 0; i < features.dimension(); i++) {
                out.write(i == 0 ? "" : "\t");
                out.write(Float.toString(features.values()[image * features.dimension() + i]));
            }
            out.write("\n");
        }
    }

    private void metadata(Writer out) throws IOException {
        out.write("class\ttrainingImages\tpredicted\tright\n");
        for (int image : chosen) {
            int label = measured.features().labels()[image];
            int predicted = measured.predictions().predicted()[image];
            out.write(name(label) + "\t" + measured.trainingCounts().get(label) + "\t" + name(predicted) + "\t"
                    + (label == predicted ? "yes" : "no") + "\n");
        }
    }

    /** A name is a cell of a table of tabs: it may hold neither tab nor line break. */
    private String name(int label) {
        return measured.classNames().get(label).replaceAll("\\s+", " ");
    }

    private String configuration() {
        String quoted = arm.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\R", " ");
        return "embeddings {\n  tensor_name: \"" + quoted + "\"\n  tensor_path: \"" + TENSORS
                + "\"\n  metadata_path: \"" + METADATA + "\"\n}\n";
    }
}
