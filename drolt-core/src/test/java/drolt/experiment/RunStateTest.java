package drolt.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import drolt.recipe.Recipe;
import drolt.training.StepMetrics;
import drolt.training.TrainingListener;
import drolt.training.TrainingProgress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunStateTest {
    private static final String RECIPE = TinyRecipe.HEAD + """
            stages:
              pretrain: {kind: train, epochs: 3, batchSize: 32}
              classifier: {kind: classifier, after: pretrain, epochs: 2, batchSize: 32}
            arms: {cross-entropy: pretrain, cRT: classifier}
            """;

    @TempDir
    private Path folder;

    @Test
    void aFinishedRunSaysSoAndIsNotTouchedAgain() throws Exception {
        Recipe recipe = TinyRecipe.read(RECIPE);
        Instant before = Instant.now();
        new TinyRun(recipe, folder).run();
        RunState state = RunState.read(folder.resolve("state.json"));
        assertThat(state.phase()).isEqualTo(RunPhase.FINISHED);
        assertThat(state.process()).isEqualTo(ProcessHandle.current().pid());
        assertThat(state.started()).isBetween(before, state.updated());
        assertThat(state.stages()).isEqualTo(2);
        byte[] bytes = Files.readAllBytes(folder.resolve("state.json"));

        new TinyRun(recipe, folder).run();
        assertThat(folder.resolve("state.json")).hasBinaryContent(bytes);
    }

    @Test
    void anInterruptedRunSaysWhereItStands() {
        Recipe recipe = TinyRecipe.read(RECIPE);
        TinyRun run = new TinyRun(recipe, folder).stopAfterEpoch("pretrain", 2);
        run.run();
        RunState state = RunState.read(folder.resolve("state.json"));
        assertThat(state.phase()).isEqualTo(RunPhase.INTERRUPTED);
        assertThat(state.stage()).isEqualTo("pretrain");
        assertThat(List.of(state.position(), state.epoch(), state.epochs())).containsExactly(1, 2, 3);
        assertThat(state.step()).isEqualTo(state.stepsPerEpoch()).isPositive();
        assertThat(state.progress()).as("two of five epochs").isCloseTo(0.4, within(1e-9));
        assertThat(state.loss()).isNotNull().isFinite();
        assertThat(state.imagesPerSecond()).isPositive();
        assertThat(state.secondsLeft())
                .as("an epoch of this stage, two of the next")
                .isPositive();
    }

    @Test
    void processesOfOneRunAreAddedUp() throws Exception {
        Recipe recipe = TinyRecipe.read(RECIPE);
        TinyRun run = new TinyRun(recipe, folder).stopAfterEpoch("pretrain", 2);
        run.run();
        RunState first = RunState.read(folder.resolve("state.json"));
        assertThat(first.secondsBefore()).isZero();
        assertThat(first.firstStarted()).isEqualTo(first.started());

        new TinyRun(recipe, folder).run();
        RunState last = RunState.read(folder.resolve("state.json"));
        assertThat(last.firstStarted()).isEqualTo(first.started()).isBefore(last.started());
        assertThat(last.secondsBefore()).isEqualTo(first.secondsWorked()).isPositive();
        assertThat(last.secondsWorked()).isGreaterThan(first.secondsWorked());
    }

    @Test
    void theCommandIsKeptAndAFileWithoutItIsRead() throws Exception {
        Path file = folder.resolve("state.json");
        try (RunStateFile state = new RunStateFile(file, List.of(1), "drolt train own.yaml")) {
            state.evaluationStarts("CE");
        }
        assertThat(RunState.read(file).command()).isEqualTo("drolt train own.yaml");

        String older = Files.readString(file).replaceAll(",\\s*\"begun\"[^}]*", "\n");
        Files.writeString(file, older);
        RunState read = RunState.read(file);
        assertThat(read.command()).isNull();
        assertThat(read.firstStarted()).isEqualTo(read.started());
        assertThat(read.secondsWorked()).isNotNegative();
    }

    @Test
    void aRunThatEndsByAnErrorSaysSo() throws Exception {
        Path file = folder.resolve("state.json");
        try (RunStateFile state = new RunStateFile(file, List.of(1), null)) {
            state.stageStarts("pretrain", 1, 1);
        }
        assertThat(RunState.read(file).phase()).isEqualTo(RunPhase.FAILED);
    }

    @Test
    void whileItTrainsTheFileIsWritten() throws Exception {
        Path file = folder.resolve("state.json");
        try (RunStateFile state = new RunStateFile(file, List.of(5, 2), null)) {
            TrainingListener stage = state.stageStarts("pretrain", 1, 2);
            stage.trainingStarts(5, 10, new TrainingProgress(2, 4, 0, Map.of(), List.of()));
            long deadline = System.nanoTime() + 20_000_000_000L;
            while (!Files.exists(file) || RunState.read(file).epochs() == 0) {
                assertThat(System.nanoTime()).isLessThan(deadline);
                Thread.sleep(20);
            }
            RunState read = RunState.read(file);
            assertThat(read.phase()).isEqualTo(RunPhase.TRAINING);
            assertThat(List.of(read.epoch(), read.step())).containsExactly(3, 4);
        }
    }

    @Test
    void aFolderThatWasTakenAwayIsNotMadeAgain() {
        Path gone = folder.resolve("gone");
        try (RunStateFile state = new RunStateFile(gone.resolve("state.json"), List.of(1), null)) {
            state.stageStarts("pretrain", 1, 1);
        }
        assertThat(gone).doesNotExist();
    }

    @Test
    void whatIsLeftFollowsFromTheRateOfThisProcess() {
        AtomicLong now = new AtomicLong();
        StageClock clock =
                new StageClock(4, 10, new TrainingProgress(1, 5, 0, Map.of(), List.of()), List.of(2, 0), now::get);
        assertThat(clock.secondsLeft()).isNull();
        assertThat(clock.imagesPerSecond()).isNull();
        for (int step = 5; step < 10; step++) {
            now.addAndGet(2_000_000_000L);
            clock.step(new StepMetrics(1, step, 10, 32, 1.0, 0.1, 0));
        }
        assertThat(clock.imagesPerSecond()).isCloseTo(16, within(1e-9));
        assertThat(clock.secondsLeft()).as("2 s for each of 20 + 20 steps").isCloseTo(80, within(1e-9));
    }
}
