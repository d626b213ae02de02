package drolt.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryIT {
    private static final long SLACK_BYTES = 12L << 20; // what the JIT compiler still adds
    private static final double BAR = 1.02;

    /** The joint loss with a pass for the centroids, checkpoints and measurement each 200 steps. */
    private static final String RECIPE = TinyRecipe.HEAD + """
            stages:
              features:
                kind: train
                epochs: 10
                batchSize: 8
                sampler: {kind: class-aware, perClass: 2, draws: 1600}
                loss: {kind: dro-lt, radius: {kind: learned}}
                optimizer: {kind: sgd, learningRate: 0.01}
                weightAverage: 0.99
            arms: {features: features}
            """;

    @TempDir
    Path folder;

    @Test
    void residentMemoryAfterStep2000IsThatAfterStep200() throws Exception {
        Path recipe = Files.writeString(folder.resolve("memory.yaml"), RECIPE);
        ExperimentProcess process = ExperimentProcess.start(recipe, folder.resolve("run"), 1);
        assertThat(process.await()).as(process.said()).isZero();
        List<Long> bytes = process.lines().stream()
                .filter(line -> line.startsWith("memory "))
                .map(line -> Long.parseLong(line.substring("memory ".length())))
                .toList();
        assertThat(bytes).as("after every 200 steps").hasSize(10);
        long early = bytes.get(0);
        assertThat(bytes.get(9))
                .as("bytes after every 200 steps: %s", bytes)
                .isLessThan((long) (BAR * early) + SLACK_BYTES);
    }
}
