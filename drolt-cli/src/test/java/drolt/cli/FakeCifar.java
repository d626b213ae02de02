package drolt.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A small CIFAR-100 in the authors' layout: a few images of noise a class. */
final class FakeCifar {
    static final int CLASSES = 100;

    /** Two label bytes and the pixels. */
    static final int RECORD_BYTES = 2 + 3072;

    private FakeCifar() {}

    /** Writes the data set into a data folder and returns the folder of its files. */
    static Path write(Path dataFolder, int trainPerClass, int testPerClass) throws IOException {
        Path folder = Files.createDirectories(dataFolder.resolve("cifar-100-binary"));
        Files.write(folder.resolve("train.bin"), records(1, trainPerClass));
        Files.write(folder.resolve("test.bin"), records(2, testPerClass));
        Files.writeString(
                folder.resolve("fine_label_names.txt"),
                IntStream.range(0, CLASSES).mapToObj(label -> "class-" + label).collect(Collectors.joining("\n")));
        return folder;
    }

    private static byte[] records(long seed, int perClass) {
        Random random = new Random(seed);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] record = new byte[RECORD_BYTES];
        for (int image = 0; image < perClass * CLASSES; image++) {
            random.nextBytes(record);
            record[0] = 0;
            record[1] = (byte) (image % CLASSES);
            bytes.writeBytes(record);
        }
        return bytes.toByteArray();
    }
}
