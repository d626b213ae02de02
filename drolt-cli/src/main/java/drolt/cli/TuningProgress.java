package drolt.cli;

import drolt.cli.output.ProgressLine;
import drolt.experiment.RunListener;
import drolt.experiment.RunOutcome;
import drolt.training.StepMetrics;
import drolt.training.TrainingListener;
import drolt.training.TrainingProgress;
import drolt.tuning.Trial;
import drolt.tuning.TrialRecord;
import drolt.tuning.TuningListener;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Shows a tuning's progress: one line for all of it. */
final class TuningProgress implements TuningListener, AutoCloseable {
    private final ProgressLine line;
    private int done;
    private boolean trained;
    private int rung;
    private @Nullable Double best;

    TuningProgress(ConsoleOptions console, int measurements) {
        line = console.progress("tune", "trials", measurements);
    }

    @Override
    public RunListener trialStarts(Trial trial, int rung) {
        beginRung(rung);
        String title = "trial " + trial.number();
        say(title);
        return new RunListener() {
            @Override
            public TrainingListener stageStarts(String name, int position, int stages) {
                return new StageProgress(title + ", " + name);
            }
        };
    }

    @Override
    public void trialEnds(TrialRecord record, boolean storedBefore) {
        beginRung(record.rung());
        Double accuracy = record.accuracy();
        if (accuracy != null && (best == null || accuracy > best)) {
            best = accuracy;
        }
        done++;
        if (storedBefore && !trained) {
            line.startAt(done);
        } else {
            trained |= !storedBefore;
            say("trial " + record.trial() + " done");
            line.stepTo(done);
        }
    }

    @Override
    public void waits(RunOutcome.Taken taken) {
        line.print("waiting for " + taken.what() + ", which " + taken.by() + " has");
    }

    private void beginRung(int current) {
        if (current != rung) {
            rung = current;
            best = null; // accuracies of shorter schedules are no measure for longer ones
        }
    }

    private void say(String what) {
        String words = "rung " + rung + ", " + what;
        line.detail(best == null ? words : words + String.format(Locale.ROOT, ", best %.1f %%", 100 * best));
    }

    @Override
    public void close() {
        line.close();
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
        }

        @Override
        public void stepEnds(StepMetrics metrics) {
            say(String.format(Locale.ROOT, "%s %d/%d", title, metrics.epoch() + 1, epochs));
            line.advance(0); // shows the words
        }
    }
}
