package drolt.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import drolt.configuration.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that is killed or interrupted and started again ends as one that never was: the same files, bit for bit. */
class ResumeIT {
    private static final int KILLS = 20;
    private static final int ATTEMPTS = 10;
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

    @Test
    void sigtermEndsTheStepAndStoresItInTheMiddleOfTheEpoch() throws Exception {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) { // on a busy machine the signal may come an epoch's end
            Path run = folder.resolve("terminated-" + attempt);
            ExperimentProcess first = ExperimentProcess.start(recipe, run, THREADS);
            assertThat(first.awaitLine("step features 1 1")).as(first.said()).isTrue();

            assertThatThrownBy(() -> RunFolder.open(run).close())
                    .as("a second process on the same folder")
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("another drolt works in this folder")
                    .hasMessageNotContaining("\n");

            assertThat(first.terminate()).as("exit code of SIGTERM").isEqualTo(143);
            assertThat(first.lines()).contains("Interrupted");
            String lastStep = lastStep(first);
            boolean inTheMiddle;
            try (Stream<Path> files = Files.list(run.resolve("stages/features/checkpoints"))) {
                inTheMiddle = files.map(file -> file.getFileName().toString())
                        .anyMatch(name -> name.matches("epoch-0000[12]-step-000000[1-9]\\.json"));
            }

            ExperimentProcess second = ExperimentProcess.start(recipe, run, THREADS);
            assertThat(second.await()).as(second.said()).isZero();
            assertSameAsUnbroken(run);
            if (inTheMiddle) {
                assertThat(firstStep(second)).as("step after %s", lastStep).isEqualTo(next(lastStep));
                return;
            }
        }
        fail("the signal never came in the middle of an epoch");
    }

    @Test
    void aRecipeThatDoesNotFitTheFolderEndsTheProcessWithOneLine() throws Exception {
        Path other =
                Files.writeString(folder.resolve("other.yaml"), TinyRecipe.ALL_STATES.replace("seed: 7", "seed: 8"));
        ExperimentProcess process = ExperimentProcess.start(other, folder.resolve("unbroken"), THREADS);
        assertThat(process.await()).isEqualTo(2);
        assertThat(process.lines()).last().asString().contains("holds another run, with other recipe");
    }

    @Test
    void aCheckpointThatCannotBeWrittenEndsInOneLineAndLeavesTheOneBefore() throws Exception {
        Path run = folder.resolve("full");
        ExperimentProcess first = ExperimentProcess.start(recipe, run, THREADS);
        assertThat(first.awaitLine("step features 1 1")).as(first.said()).isTrue();
        assertThat(first.terminate()).isEqualTo(143);
        Map<String, String> before = checkpoints(run);
        long bytes = Files.size(run.resolve("stages/features/checkpoints/best.safetensors"));

        ExperimentProcess second = ExperimentProcess.startLimited(recipe, run, THREADS, (int) (bytes / 2048));
        assertThat(second.await()).as(second.said()).isEqualTo(2);
        assertThat(second.lines()).last().asString().contains("cannot write").contains("checkpoints");
        before.keySet().removeIf(name -> name.startsWith("best")); // it was to be replaced first
        assertThat(checkpoints(run)).containsAllEntriesOf(before);

        ExperimentProcess third = ExperimentProcess.start(recipe, run, THREADS);
        assertThat(third.await()).as(third.said()).isZero();
        assertSameAsUnbroken(run);
    }

    private static Map<String, String> checkpoints(Path run) {
        return RunFiles.of(run.resolve("stages/features/checkpoints"));
    }

    private static String lastStep(ExperimentProcess process) {
        List<String> lines = process.lines();
        return lines.stream()
                .filter(line -> line.startsWith("step"))
                .reduce((before, after) -> after)
                .orElseThrow();
    }

    private static String firstStep(ExperimentProcess process) {
        return process.lines().stream()
                .filter(line -> line.startsWith("step"))
                .findFirst()
                .orElseThrow();
    }

    /** The step after one that is not an epoch's last. */
    private static String next(String step) {
        int space = step.lastIndexOf(' ');
        return step.substring(0, space + 1) + (Integer.parseInt(step.substring(space + 1)) + 1);
    }

    private static void assertSameAsUnbroken(Path run) throws IOException {
        Map<String, String> files = RunFiles.of(run);
        assertThat(files.keySet()).isEqualTo(unbroken.keySet());
        files.forEach((file, content) -> assertThat(content).as(file).isEqualTo(unbroken.get(file)));
    }
}
