package drolt.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import drolt.recipe.Recipe;
import drolt.tensor.Engine;
import drolt.training.EpochMetrics;
import drolt.training.StopSignal;
import drolt.training.TrainingListener;
import drolt.training.TrainingState;
import drolt.worker.LeaseTimes;
import drolt.worker.Leases;
import drolt.worker.Worker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A run whose folder others delete, or begin to work in, while it is at work. */
class FolderTakenAwayTest {
    private static final Recipe RECIPE = TinyRecipe.read(TinyRecipe.HEAD + """
            stages:
              pretrain: {kind: train, epochs: 2, batchSize: 32}
              scaled: {kind: tau-norm, after: pretrain}
            arms: {plain: pretrain, scaled: scaled}
            """);

    @TempDir
    private Path root;

    /** When it is taken away. */
    private enum Moment {
        STAGE_STARTS,
        EPOCH_ENDS,
        STAGE_ENDS,
        ARM_IS_MEASURED,
        LAST_ARM_IS_MEASURED
    }

    private static final class Thief implements RunListener {
        private final Moment moment;
        private final Path folder;

        Thief(Moment moment, Path folder) {
            this.moment = moment;
            this.folder = folder;
        }

        private void at(Moment now) {
            if (now == moment) {
                takeAway();
            }
        }

        /** In one go, where a deletion would race with those that still write. */
        private void takeAway() {
            try {
                Files.move(folder, folder.resolveSibling("away"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public TrainingListener stageStarts(String name, int position, int stages) {
            at(Moment.STAGE_STARTS);
            return new TrainingListener() {
                @Override
                public void epochEnds(EpochMetrics metrics, TrainingState state) {
                    at(Moment.EPOCH_ENDS);
                }
            };
        }

        @Override
        public void stageEnds(String name, int position, int stages, boolean reused) {
            at(Moment.STAGE_ENDS);
        }

        @Override
        public void evaluationStarts(String arm) {
            at(Moment.ARM_IS_MEASURED);
        }

        @Override
        public void evaluationEnds(ArmResult arm, ArmFeatures features) {
            if (arm.name().equals("scaled")) {
                at(Moment.LAST_ARM_IS_MEASURED);
            }
        }
    }

    private RunOutcome run(Path folder, RunListener listener, StopSignal stop) {
        int threads = Engine.threads();
        Engine.setThreads(1);
        try (RunFolder opened = RunFolder.open(folder)) {
            return Experiment.prepare(RECIPE, new RunOptions(root, null, 1)).run(opened, listener, stop);
        } finally {
            Engine.setThreads(threads);
        }
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void aFolderThatGoesAwayEndsItsRunInOneLineAndNoHalfRunIsLeft(Moment moment) {
        Path folder = root.resolve("run");
        assertThatThrownBy(() -> run(folder, new Thief(moment, folder), new StopSignal()))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(folder + ": was deleted, moved or replaced while a run was at work in it")
                .hasMessageNotContaining("\n");
        assertThat(folder.resolve("result.json")).doesNotExist();
        assertThat(folder.resolve("run.json")).doesNotExist();
    }

    @Test
    void whoWaitsForAnotherToBeginTheRunSaysSoAndHearsTheSignal() throws IOException {
        Path folder = Files.createDirectories(root.resolve("run"));
        Worker elsewhere = new Worker("far", "far boot", 7, 0, AlgorithmVersions.ofWorker());
        Leases others = new Leases(elsewhere, LeaseTimes.USUAL, System::nanoTime);
        StopSignal stop = new StopSignal();
        List<String> told = new ArrayList<>();
        RunListener listener = new RunListener() {
            @Override
            public void waits(String what, String by) {
                told.add(what + ", " + by);
                stop.request();
            }
        };
        try (var lease = others.tryTake(folder).orElseThrow()) {
            assertThat(run(folder, listener, stop)).isEqualTo(new RunOutcome.Interrupted("pretrain"));
            assertThat(lease.isLost()).isFalse();
        }
        assertThat(told).containsExactly("the beginning of the run, process 7 on far");
        assertThat(folder.resolve("run.json")).doesNotExist();
    }
}
