package drolt.experiment;

import drolt.configuration.ConfigException;
import drolt.training.StepMetrics;
import drolt.training.TrainingListener;
import drolt.training.TrainingProgress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps {@code state.json} up to date, on a thread of its own: the training never waits for a disk because of it.
 *
 * <p>Nothing is written before a stage is trained or an arm measured, so a finished run's file stays what it was. A file
 * that cannot be written is reported once, and harms nothing else.
 */
final class RunStateFile implements RunListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunStateFile.class);

    private final Path file;
    private final List<Integer> epochsOfStages;
    private final @Nullable String command;
    private final Instant started = Instant.now();
    private final Object writing = new Object();
    private final CountDownLatch closed = new CountDownLatch(1);
    private @Nullable Thread writer;
    private boolean complained;
    private Instant begun = started;
    private double secondsBefore;

    private RunPhase phase = RunPhase.FAILED; // where nobody says how it ended, an exception did
    private @Nullable String stage;
    private int position;
    private int stages;
    private int epoch;
    private int epochs;
    private int step;
    private int stepsPerEpoch;
    private @Nullable Double loss;
    private @Nullable StageClock clock;
    private @Nullable String note;

    /**
     * Of one process.
     *
     * @param epochsOfStages 0 for a stage that is not trained
     * @param command that started the process; null: not known
     */
    RunStateFile(Path file, List<Integer> epochsOfStages, @Nullable String command) {
        this.file = file;
        this.epochsOfStages = epochsOfStages;
        this.command = command;
    }

    @Override
    public TrainingListener stageStarts(String name, int at, int of) {
        synchronized (this) {
            phase = RunPhase.TRAINING;
            stage = name;
            position = at;
            stages = of;
            epoch = 0;
            epochs = 0;
            step = 0;
            stepsPerEpoch = 0;
            loss = null;
            clock = null;
        }
        begin();
        return new Stage(epochsOfStages.subList(at, epochsOfStages.size()));
    }

    @Override
    public void evaluationStarts(String arm) {
        synchronized (this) {
            phase = RunPhase.MEASURING;
            stage = arm;
            position = 0;
            clock = null;
        }
        begin();
    }

    private synchronized void begin() {
        if (writer == null) {
            goOnFrom(file);
            Thread thread = new Thread(this::keepWriting, "run state");
            thread.setDaemon(true);
            thread.start();
            writer = thread;
        }
    }

    /** What earlier processes took is added up; where it cannot be read, the count begins anew. */
    private void goOnFrom(Path earlier) {
        if (Files.isRegularFile(earlier)) {
            try {
                RunState before = RunState.read(earlier);
                begun = before.firstStarted();
                secondsBefore = before.secondsWorked();
            } catch (ConfigException e) {
                LOG.debug("{}", e.getMessage());
            }
        }
    }

    private void keepWriting() {
        try {
            do {
                write();
            } while (!closed.await(RunState.INTERVAL_SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody does; the thread ends
        }
    }

    /** The run came to this end. */
    synchronized void ends(RunOutcome outcome) {
        if (outcome instanceof RunOutcome.Completed) {
            phase = RunPhase.FINISHED;
        } else if (outcome instanceof RunOutcome.Diverged diverged) {
            phase = RunPhase.DIVERGED;
            note = "the loss of stage " + diverged.stage() + " was not finite in epoch " + diverged.epoch() + ", step "
                    + diverged.step();
        } else if (outcome instanceof RunOutcome.Taken taken) {
            phase = RunPhase.INTERRUPTED;
            note = "left " + taken.what() + " to " + taken.by();
        } else {
            phase = RunPhase.INTERRUPTED;
            note = "stopped by a signal; the command that began it resumes it";
        }
    }

    /** Writes the last word, where there was a first. */
    @Override
    public void close() {
        closed.countDown();
        Thread thread;
        synchronized (this) {
            thread = writer;
            if (phase.isActive()) {
                phase = RunPhase.FAILED;
                note = "ended by an error, which the command printed";
            }
        }
        if (thread != null) {
            await(thread); // what it still writes must not come after the last word
            write();
        }
    }

    private static void await(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized RunState state() {
        StageClock now = clock;
        return new RunState(
                RunState.FORMAT_VERSION,
                phase,
                ProcessHandle.current().pid(),
                started,
                Instant.now(),
                stage,
                position,
                stages,
                epoch,
                epochs,
                step,
                stepsPerEpoch,
                progress(),
                loss,
                now == null ? null : now.imagesPerSecond(),
                now == null ? null : now.secondsLeft(),
                note,
                begun,
                secondsBefore,
                command);
    }

    private @Nullable Double progress() {
        double all = sum(epochsOfStages);
        if (all == 0) {
            return null;
        }
        if (phase == RunPhase.MEASURING || phase == RunPhase.FINISHED) {
            return 1.0;
        }
        double inStage = epoch == 0 ? 0 : epoch - 1 + (stepsPerEpoch == 0 ? 0 : (double) step / stepsPerEpoch);
        return (sum(epochsOfStages.subList(0, Math.max(0, position - 1))) + inStage) / all;
    }

    private static double sum(List<Integer> epochs) {
        return epochs.stream().mapToDouble(Integer::doubleValue).sum();
    }

    /** One at a time, so that the last word is not overtaken by one before it. */
    private void write() {
        synchronized (writing) {
            Path folder = file.getParent();
            if (folder == null || !Files.isDirectory(folder)) {
                return; // a folder that was taken away is not made again
            }
            try {
                state().write(file);
            } catch (ConfigException e) {
                if (!complained) {
                    LOG.warn("{}; the run goes on, but nobody can see how far it is", e.getMessage());
                    complained = true;
                }
            }
        }
    }

    private final class Stage implements TrainingListener {
        private final List<Integer> afterwards;

        Stage(List<Integer> afterwards) {
            this.afterwards = afterwards;
        }

        @Override
        public void trainingStarts(int ofStage, int steps, TrainingProgress progress) {
            synchronized (RunStateFile.this) {
                epochs = ofStage;
                stepsPerEpoch = steps;
                epoch = Math.min(progress.epoch() + 1, ofStage);
                step = progress.step();
                clock = new StageClock(ofStage, steps, progress, afterwards, System::nanoTime);
            }
        }

        @Override
        public void stepEnds(StepMetrics metrics) {
            synchronized (RunStateFile.this) {
                epoch = metrics.epoch() + 1;
                step = metrics.step() + 1;
                loss = metrics.loss();
                if (clock != null) {
                    clock.step(metrics);
                }
            }
        }
    }
}
