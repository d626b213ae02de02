package drolt.experiment;

import drolt.configuration.ConfigException;
import drolt.data.ImageDataset;
import drolt.io.Json;
import drolt.io.RecordFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * {@code predictions/images.json}: the files of the test images, so that what arms said of them can be told by name when
 * the data is not at hand. Only of images that have files of their own.
 *
 * @param testFingerprint of the test images
 * @param files from the data set's folder on, in the order of the test set
 */
record TestImageNames(int formatVersion, String testFingerprint, List<String> files) {
    private static final int FORMAT_VERSION = 1;
    private static final RecordFiles FILES = Json.files("the command that made the run writes it anew");

    TestImageNames {
        Objects.requireNonNull(testFingerprint, "testFingerprint");
        files = List.copyOf(Objects.requireNonNull(files, "files"));
    }

    private static Path file(Path run) {
        return run.resolve("predictions").resolve("images.json");
    }

    static void write(Path run, ImageDataset test) {
        List<String> files = IntStream.range(0, test.size())
                .mapToObj(test::file)
                .flatMap(Optional::stream)
                .toList();
        if (files.size() == test.size()) {
            TestImageNames names = new TestImageNames(FORMAT_VERSION, test.fingerprint(), files);
            FILES.write(file(run), names);
        }
    }

    /** Empty where there are none, or none of these images. */
    static List<String> read(Path run, String testFingerprint) {
        if (!Files.isRegularFile(file(run))) {
            return List.of();
        }
        try {
            TestImageNames names = FILES.read(file(run), TestImageNames.class);
            return names.testFingerprint.equals(testFingerprint) ? names.files : List.of();
        } catch (ConfigException e) {
            return List.of();
        }
    }
}
