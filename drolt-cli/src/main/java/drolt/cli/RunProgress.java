package drolt.cli;

import drolt.cli.output.ProgressLine;
import drolt.experiment.RunListener;
import drolt.training.EpochMetrics;
import drolt.training.StepMetrics;
import drolt.training.TrainingListener;
import drolt.training.TrainingProgress;
import drolt.training.TrainingState;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Shows a run's progress: a line a stage. */
final class RunProgress implements RunListener, AutoCloseable {
    private static final int MOST_LINES = 25;

    private final ConsoleOptions console;
    private final Watch watch;
    private final Set<String> told = new HashSet<>();
    private final ImageWait imageWait = new ImageWait();
    private @Nullable ProgressLine line;
    private @Nullable String unprinted; // what the last epoch had to say, where it was passed over

    /** Follows how far stages are, for what is counted over more than one of them. */
    interface Watch {
        /** Follows nothing. */
        Watch NONE = new Watch() {};

        /** A stage begins where this share of its steps is done. */
        default void starts(String stage, double share) {}

        /**
         * A step of it ended.
         *
         * @return words for the end of the line; may be empty
         */
        default String reaches(String stage, double share) {
            return "";
        }

        /** It has its result. */
        default void ends(String stage) {}
    }

    RunProgress(ConsoleOptions console) {
        this(console, Watch.NONE);
    }

    RunProgress(ConsoleOptions console, Watch watch) {
        this.console = console;
        this.watch = watch;
    }

    @Override
    public TrainingListener stageStarts(String name, int position, int stages) {
        told.add(name);
        return new StageProgress(name, "[" + position + "/" + stages + "] " + name);
    }

    @Override
    public void stageEnds(String name, int position, int stages, boolean reused) {
        close();
        watch.ends(name);
        if (!reused) {
            imageWait.remark(name).ifPresent(console::note);
        }
        if (reused && told.add(name)) {
            console.note("[" + position + "/" + stages + "] " + name + ": done before");
        }
    }

    @Override
    public void waits(String what, String by) {
        close();
        console.note("waiting for " + what + ", which " + by + " has");
    }

    @Override
    public void evaluationStarts(String arm) {
        close();
        console.note("measuring: " + arm);
    }

    @Override
    public void close() {
        if (line != null) {
            printLastEpoch(line);
            line.close();
            line = null;
        }
    }

    private void printLastEpoch(ProgressLine shown) {
        if (unprinted != null) {
            shown.print(unprinted);
            unprinted = null;
        }
    }

    /** Every so many epochs say something: 1, 2, 5, 10 and so on, so that there are at most 25 lines. */
    private static int interval(int epochs) {
        for (int decade = 1; ; decade *= 10) {
            for (int step : new int[] {1, 2, 5}) {
                if ((long) decade * step * MOST_LINES >= epochs) {
                    return decade * step;
                }
            }
        }
    }

    private final class StageProgress implements TrainingListener {
        private final String name;
        private final String title;
        private int epochs;
        private long steps;
        private long done;

        StageProgress(String name, String title) {
            this.name = name;
            this.title = title;
        }

        @Override
        public void trainingStarts(int epochs, int stepsPerEpoch, TrainingProgress progress) {
            this.epochs = epochs;
            steps = (long) epochs * stepsPerEpoch;
            done = (long) progress.epoch() * stepsPerEpoch + progress.step();
            close();
            ProgressLine started = console.progress(title, "steps", steps);
            started.startAt(done);
            line = started;
            imageWait.starts();
            watch.starts(name, share());
        }

        private double share() {
            return steps == 0 ? 1 : (double) done / steps;
        }

        @Override
        public void stepEnds(StepMetrics metrics) {
            done++;
            imageWait.adds(metrics.waitedSeconds());
            String rest = imageWait.words() + watch.reaches(name, share());
            if (line != null) {
                line.detail(String.format(
                        Locale.ROOT, "epoch %d/%d, loss %.3f%s", metrics.epoch() + 1, epochs, metrics.loss(), rest));
                line.advance(1);
            }
        }

        @Override
        public void epochEnds(EpochMetrics metrics, TrainingState state) {
            Double validation = metrics.parts().get("validationAccuracy");
            if (line != null && validation != null) {
                unprinted = String.format(
                        Locale.ROOT, "%s, epoch %d: validation %.1f %%", title, metrics.epoch(), 100 * validation);
                if (metrics.epoch() == 1 || metrics.epoch() % interval(epochs) == 0) {
                    printLastEpoch(line);
                }
            }
        }
    }
}
