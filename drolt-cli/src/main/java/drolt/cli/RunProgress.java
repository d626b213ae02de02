package drolt.cli;

import drolt.cli.output.ProgressLine;
import drolt.experiment.RunListener;
import drolt.training.EpochMetrics;
import drolt.training.StepMetrics;
import drolt.training.TrainingListener;
import drolt.training.TrainingProgress;
import drolt.training.TrainingState;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Shows a run's progress: a line a stage. */
final class RunProgress implements RunListener, AutoCloseable {
    private final ConsoleOptions console;
    private @Nullable ProgressLine line;

    RunProgress(ConsoleOptions console) {
        this.console = console;
    }

    @Override
    public TrainingListener stageStarts(String name, int position, int stages) {
        return new StageProgress("[" + position + "/" + stages + "] " + name);
    }

    @Override
    public void stageEnds(String name, int position, int stages, boolean reused) {
        close();
        if (reused) {
            console.note("[" + position + "/" + stages + "] " + name + ": done before");
        }
    }

    @Override
    public void evaluationStarts(String arm) {
        close();
        console.note("measuring: " + arm);
    }

    @Override
    public void close() {
        if (line != null) {
            line.close();
            line = null;
        }
    }

    private final class StageProgress implements TrainingListener {
        private final String title;
        private int epochs;

        StageProgress(String title) {
            this.title = title;
        }

        @Override
        public void trainingStarts(int epochs, int stepsPerEpoch, TrainingProgress progress) {
            this.epochs = epochs;
            close();
            ProgressLine started = console.progress(title, "steps", (long) epochs * stepsPerEpoch);
            started.startAt((long) progress.epoch() * stepsPerEpoch + progress.step());
            line = started;
        }

        @Override
        public void stepEnds(StepMetrics metrics) {
            if (line != null) {
                line.detail(String.format(
                        Locale.ROOT, "epoch %d/%d, loss %.3f", metrics.epoch() + 1, epochs, metrics.loss()));
                line.advance(1);
            }
        }

        @Override
        public void epochEnds(EpochMetrics metrics, TrainingState state) {
            Double validation = metrics.parts().get("validationAccuracy");
            if (line != null && validation != null) {
                line.print(String.format(
                        Locale.ROOT, "%s, epoch %d: validation %.1f %%", title, metrics.epoch(), 100 * validation));
            }
        }
    }
}
