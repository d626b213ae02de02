package drolt.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that is killed or interrupted and started again ends as one that never was: the same files, bit for bit. */
class ResumeIT {
    private static final int KILLS = 20;
    private static final int THREADS = 2;

    @TempDir
    private static Path folder;

    private static Path recipe;
    private static Map<String, String> unbroken;

    @BeforeAll
    static void runUnbroken() throws Exception {
        recipe = Files.writeString(folder.resolve("tiny.yaml"), TinyRecipe.ALL_STATES);
        Path run = folder.resolve("unbroken");
        ExperimentProcess process = ExperimentProcess.start(recipe, run, THREADS);
        assertThat(process.await()).as(process.said()).isZero();
        assertThat(process.lines()).contains("Completed");
        unbroken = RunFiles.of(run);
        assertThat(unbroken)
                .containsKeys(
                        "result.json",
                        "metrics.jsonl",
                        "models/dro-lt-crt.safetensors",
                        "stages/features/weights.safetensors");
    }

    @Test
    void killedAtTwentyRandomMoments() throws Exception {
        Random random = new Random(20_26);
        Path run = folder.resolve("killed-0");
        int rounds = 0;
        int kills = 0;
        while (kills < KILLS) {
            ExperimentProcess process = ExperimentProcess.start(recipe, run, THREADS);
            boolean running = process.awaitSteps(random.nextInt(18));
            Thread.sleep(random.nextInt(40)); // also between steps: in the writing of files, the passes, the start
            if (running && process.isAlive()) {
                process.kill();
                kills++;
            } else { // it came to its end before all kills were spent: compare, and go on with a new folder
                assertThat(process.await()).as(process.said()).isZero();
                assertSameAsUnbroken(run);
                run = folder.resolve("killed-" + ++rounds);
            }
        }
        ExperimentProcess last = ExperimentProcess.start(recipe, run, THREADS);
        assertThat(last.await()).as(last.said()).isZero();
        assertSameAsUnbroken(run);
    }

    private static void assertSameAsUnbroken(Path run) throws IOException {
        Map<String, String> files = RunFiles.of(run);
        assertThat(files.keySet()).isEqualTo(unbroken.keySet());
        files.forEach((file, content) -> assertThat(content).as(file).isEqualTo(unbroken.get(file)));
    }
}
