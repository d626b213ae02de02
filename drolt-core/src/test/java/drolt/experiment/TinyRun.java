package drolt.experiment;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import drolt.recipe.Recipe;
import drolt.tensor.Engine;
import drolt.training.EpochMetrics;
import drolt.training.StepMetrics;
import drolt.training.StopSignal;
import drolt.training.TrainingListener;
import drolt.training.TrainingState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Runs a recipe in this process and remembers what happened; may be told where to stop. */
final class TinyRun implements RunListener {
    private final Recipe recipe;
    private final Path folder;
    private final StopSignal stop = new StopSignal();
    private final List<String> trained = new ArrayList<>();
    private final List<String> reused = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<StepMetrics> steps = new ArrayList<>();
    private IntPredicate stopAfterStep = step -> false;
    private String stopAfterEpoch = "";
    private @Nullable Path store;
    private int loaderThreads = 1;
    private int engineThreads = 1; // two would wait for each other on a busy machine

    TinyRun(Recipe recipe, Path folder) {
        this.recipe = recipe;
        this.folder = folder;
    }

    /** Asks to stop once a step of this run, counted from 1, fulfils the condition. */
    TinyRun stopAfterStep(IntPredicate condition) {
        stopAfterStep = condition;
        return this;
    }

    /** Asks to stop after an epoch (from 1) of a stage. */
    TinyRun stopAfterEpoch(String stage, int epoch) {
        stopAfterEpoch = stage + " " + epoch;
        return this;
    }

    TinyRun store(Path shared) {
        store = shared;
        return this;
    }

    TinyRun loaderThreads(int threads) {
        loaderThreads = threads;
        return this;
    }

    TinyRun engineThreads(int threads) {
        engineThreads = threads;
        return this;
    }

    RunOutcome run() {
        Logger log = (Logger) LoggerFactory.getLogger("drolt");
        ListAppender<ILoggingEvent> appender = new ListAppender<>();
        appender.start();
        log.addAppender(appender);
        int threads = Engine.threads();
        Engine.setThreads(engineThreads);
        try (RunFolder opened = RunFolder.open(folder)) {
            return Experiment.prepare(recipe, new RunOptions(folder, store, loaderThreads))
                    .run(opened, this, stop);
        } finally {
            Engine.setThreads(threads);
            log.detachAppender(appender);
            appender.list.forEach(event -> warnings.add(event.getFormattedMessage()));
        }
    }

    /** Stages whose training began or went on. */
    List<String> trained() {
        return trained;
    }

    /** Stages that had their result. */
    List<String> reused() {
        return reused;
    }

    /** What was logged. */
    List<String> warnings() {
        return warnings;
    }

    List<StepMetrics> steps() {
        return steps;
    }

    @Override
    public TrainingListener stageStarts(String name, int position, int stages) {
        trained.add(name);
        return new TrainingListener() {
            @Override
            public void stepEnds(StepMetrics metrics) {
                steps.add(metrics);
                if (stopAfterStep.test(steps.size())) {
                    stop.request();
                }
            }

            @Override
            public void epochEnds(EpochMetrics metrics, TrainingState state) {
                if (stopAfterEpoch.equals(name + " " + metrics.epoch())) {
                    stop.request();
                }
            }
        };
    }

    @Override
    public void stageEnds(String name, int position, int stages, boolean wasThere) {
        if (wasThere) {
            reused.add(name);
        }
    }
}
