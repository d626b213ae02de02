package drolt.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The data sets that drolt reads by name, and where in the data folder they are looked for. */
@SuppressWarnings("ImmutableEnumChecker") // the lists come from List.of
enum KnownDataSet {
    EMBEDDED("embedded", "generated images, 32 x 32", List.of(), "", List.of()),
    CIFAR_10(
            "cifar-10",
            "10 classes, 32 x 32, 50,000 + 10,000 images",
            List.of("cifar-10-batches-bin", "cifar10-binary"),
            "cifar-10-binary.tar.gz",
            List.of(
                    "data_batch_1.bin",
                    "data_batch_2.bin",
                    "data_batch_3.bin",
                    "data_batch_4.bin",
                    "data_batch_5.bin",
                    "test_batch.bin",
                    "batches.meta.txt")),
    CIFAR_100(
            "cifar-100",
            "100 classes, 32 x 32, 50,000 + 10,000 images",
            List.of("cifar-100-binary", "cifar100-binary"),
            "cifar-100-binary.tar.gz",
            List.of("train.bin", "test.bin", "fine_label_names.txt"));

    private final String title;
    private final String summary;
    private final List<String> folders;
    private final String archive;
    private final List<String> files;

    KnownDataSet(String title, String summary, List<String> folders, String archive, List<String> files) {
        this.title = title;
        this.summary = summary;
        this.folders = folders;
        this.archive = archive;
        this.files = files;
    }

    String title() {
        return title;
    }

    String summary() {
        return summary;
    }

    /** Whether it needs no files. */
    boolean generated() {
        return files.isEmpty();
    }

    /** The folder or archive that holds it, if the data folder does. */
    Optional<Path> find(Path dataFolder) {
        List<Path> places = Stream.concat(
                        Stream.of(dataFolder), folders.stream().map(dataFolder::resolve))
                .toList();
        for (Path path : places) {
            if (!generated() && files.stream().allMatch(file -> Files.isRegularFile(path.resolve(file)))) {
                return Optional.of(path);
            }
        }
        Path path = dataFolder.resolve(archive);
        return !generated() && Files.isRegularFile(path) ? Optional.of(path) : Optional.empty();
    }

    /** Where it is looked for, in words. */
    String places() {
        return String.join(", ", folders) + ", " + archive;
    }
}
