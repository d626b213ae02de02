package drolt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import drolt.cli.DroltProcess.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A recipe of a second, and what every command that cannot go on has in common. */
final class TinyRun {
    private static final String STAGES = """
            model: {kind: cifar-resnet, depth: 8, width: 4}
            stages:
              pretrain: {kind: train, epochs: 2, batchSize: 64}
              features: {kind: train, after: pretrain, epochs: 1, batchSize: 64, loss: {kind: dro-lt}}
              classifier: {kind: classifier, after: features, epochs: 1, batchSize: 64, augmentation: []}
            arms:
              cross-entropy: pretrain
              DRO-LT + cRT: classifier
            """;

    private TinyRun() {}

    /** Writes the recipe on generated images, in which all three shots occur. */
    static Path embedded(Path folder) throws IOException {
        return Files.writeString(folder.resolve("tiny.yaml"), """
                version: 1
                dataset:
                  kind: embedded
                  imagesOfLargestClass: 20
                  imbalanceFactor: 2
                  testImagesPerClass: 4
                  shots: {manyAbove: 15, fewBelow: 12}
                """ + STAGES);
    }

    /** Writes the recipe on CIFAR-100, for {@link FakeCifar}. */
    static Path cifar100(Path folder) throws IOException {
        return Files.writeString(folder.resolve("tiny-cifar.yaml"), """
                version: 1
                dataset:
                  kind: cifar-100
                  imbalanceFactor: 2
                """ + STAGES);
    }

    /** One line on standard error that begins and ends as given, nothing on standard output, exit code 2. */
    static void assertMistake(Result result, String beginning, String end) {
        assertThat(result.err().lines()).hasSize(1);
        assertStopped(result, beginning, end);
    }

    /** The same after progress was shown. */
    static void assertStopped(Result result, String beginning, String end) {
        assertThat(result.err().lines().filter(line -> !line.matches("\\[\\d+/\\d+] .*")))
                .singleElement()
                .asString()
                .startsWith("drolt: " + beginning)
                .endsWith(end);
        assertThat(result.out()).isEmpty();
        assertThat(result.exitCode()).isEqualTo(2);
    }

    /** A record without its digest, as earlier versions wrote it: for tests that change one on purpose. */
    static String unsealed(String record) {
        String unsealed = record.replaceFirst(",\\s*\"sha256\" : \"[0-9a-f]{64}\"(\\s*}\\s*)$", "$1");
        assertThat(unsealed).isNotEqualTo(record);
        return unsealed;
    }

    /** Names of everything in a folder, at any depth. */
    static List<String> files(Path folder) throws IOException {
        try (var paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile)
                    .map(path -> folder.relativize(path).toString())
                    .sorted()
                    .toList();
        }
    }
}
