package drolt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import drolt.io.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs whose stages several processes train. */
class LaunchIT {
    private static final String RECIPE = """
        version: 1
        dataset: {kind: embedded, imagesOfLargestClass: 20, imbalanceFactor: 4, testImagesPerClass: 2}
        model: {kind: cifar-resnet, depth: 8, width: 2}
        stages:
          pretrain: {kind: train, epochs: 4, batchSize: 32, optimizer: {learningRate: 0.02}}
          robust: {kind: train, after: pretrain, epochs: 2, batchSize: 32, loss: {kind: dro-lt}}
          tau: {kind: tau-norm, after: robust, tau: 0.7}
        arms: {Plain: pretrain, Tau: tau}
        """;

    @TempDir
    Path folder;

    private DroltProcess launch(String run) throws IOException {
        Path recipe = folder.resolve("recipe.yaml");
        Files.writeString(recipe, RECIPE);
        String output = folder.resolve(run).toString();
        return DroltProcess.start(List.of(), Map.of(), "launch", "-n", "2", "train", recipe.toString(), "-o", output);
    }

    private static void assertDone(DroltProcess.Result result) {
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).contains("Plain", "Tau", "report: ");
    }

    /** The weights of all stages, by their folder. */
    private Map<String, String> weights(String run) throws IOException {
        Path root = folder.resolve(run).resolve("stages");
        Map<String, String> digests = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file :
                    files.filter(path -> path.endsWith("weights.safetensors")).toList()) {
                digests.put(
                        root.relativize(file).toString(),
                        Sha256.of(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)));
            }
        }
        return digests;
    }

    @Test
    void whereARankIsKilledOrAllAreStoppedTheSameCommandResumesToTheSameBits()
            throws IOException, InterruptedException {
        assertDone(launch("unbroken").result());

        Path metrics = folder.resolve("broken/metrics.jsonl");
        DroltProcess stopped = launch("broken");
        stopped.awaitFile(metrics);
        stopped.signal("TERM");
        assertThat(stopped.result().exitCode()).isEqualTo(143);

        long before = Files.size(metrics);
        DroltProcess killed = launch("broken");
        while (Files.size(metrics) == before) { // until it has done an epoch more
            assertThat(killed.isAlive()).isTrue();
            Thread.sleep(10);
        }
        killed.children().get(1).destroyForcibly();
        DroltProcess.Result lost = killed.result();
        assertThat(lost.exitCode()).isEqualTo(1);
        assertThat(lost.err())
                .contains("drolt: another rank is gone, so this one ends; the same command resumes")
                .contains("rank 1: ended with code 137")
                .doesNotContain("\tat ");

        assertDone(launch("broken").result());
        assertThat(weights("broken")).hasSize(3).isEqualTo(weights("unbroken"));
        assertThat(Files.readString(folder.resolve("broken/run.json"))).contains("\"ranks\" : 2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "launch -n 1 train quickstart | --processes: 1 must lie in 2..256",
                "launch -n 2 predict quickstart | launch: 'predict' cannot be divided among processes",
                "launch -n 2 --timeout 0 train | --timeout: 0 must lie in 1..86400 seconds",
                "launch train quickstart | missing required option: '--processes=<count>'",
                "launch -n 2 train quickstart --set stages.pretrain.mixup={} | blending takes images of the whole"
                        + " batch",
            })
    void whatCannotBeLaunchedIsToldInOneLine(String line, String message) throws IOException, InterruptedException {
        DroltProcess.Result result = DroltProcess.run(line.split(" "));
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err().lines()).as(result.err()).hasSize(1);
        assertThat(result.err()).contains(message);
    }
}
