package drolt.tensorboard;

import drolt.configuration.ConfigException;
import drolt.evaluation.ClassMeans;
import drolt.experiment.ArmFeatures;
import drolt.experiment.ArmResult;
import drolt.experiment.RunListener;
import drolt.experiment.RunResult;
import drolt.experiment.StageRecord;
import drolt.io.AtomicFiles;
import drolt.training.EpochMetrics;
import drolt.training.TrainingListener;
import drolt.training.TrainingProgress;
import drolt.training.TrainingState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a run's folder {@code tensorboard} while the run trains: {@code stage-NAME/} with an event an epoch,
 * {@code arm-NAME/} with the arm's test accuracies and, where asked for, its embedding.
 *
 * <p>A training that goes on begins its stage's file anew from the epochs that its checkpoint holds, so none is there
 * twice and none is missing, whenever the process before was killed. A file that cannot be written is told once; the
 * training goes on without.
 */
public final class TensorBoardListener implements RunListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TensorBoardListener.class);

    private final Path folder;
    private final TensorBoardOutput output;
    private @Nullable EventFile open;
    private boolean broken;

    /**
     * @param run the run's folder
     */
    public TensorBoardListener(Path run, TensorBoardOutput output) {
        this.folder = run.resolve("tensorboard");
        this.output = output;
    }

    @FunctionalInterface
    private interface Write {
        void run() throws IOException;
    }

    private void attempt(Write write) {
        if (output == TensorBoardOutput.NONE || broken) {
            return;
        }
        try {
            write.run();
        } catch (IOException | ConfigException e) {
            broken = true;
            String why = e instanceof IOException failure
                    ? AtomicFiles.reason(folder.resolve("any"), failure)
                    : String.valueOf(e.getMessage());
            LOG.warn("{}: cannot be written ({}); the run goes on without files for TensorBoard", folder, why);
        }
    }

    @Override
    public TrainingListener stageStarts(String name, int position, int stages) {
        return new Stage(stageFolder(name));
    }

    @Override
    public void stageEnds(String name, int position, int stages, boolean reused) {
        close();
    }

    @Override
    public void evaluationEnds(ArmResult arm, ArmFeatures features) {
        attempt(() -> {
            writeArm(arm);
            if (output == TensorBoardOutput.EMBEDDINGS) {
                EmbeddingFiles.write(armFolder(arm), arm.name(), features);
            }
        });
    }

    /** Adds what this process did not see: stages from a shared store, or a run that was finished before. */
    public void completed(RunResult result) {
        attempt(() -> {
            for (Map.Entry<String, StageRecord> stage : result.stages().entrySet()) {
                Path of = stageFolder(stage.getKey());
                if (!EventFile.isIn(of)) {
                    try (EventFile file = EventFile.begin(of)) {
                        EpochValues.writeAll(file, stage.getValue().history());
                    }
                }
            }
            for (ArmResult arm : result.arms()) {
                if (!EventFile.isIn(armFolder(arm))) {
                    writeArm(arm);
                }
            }
        });
    }

    private void writeArm(ArmResult arm) throws IOException {
        Map<String, Double> scalars = new TreeMap<>();
        ClassMeans told = arm.told();
        scalars.put("test/accuracy", told.accuracy());
        put(scalars, "test/many", told.many());
        put(scalars, "test/med", told.med());
        put(scalars, "test/few", told.few());
        scalars.put("test/ncm", told.ncm());
        try (EventFile file = EventFile.begin(armFolder(arm))) {
            file.values(EventFile.now(), 0, scalars, Map.of());
        }
    }

    private static void put(Map<String, Double> scalars, String tag, @Nullable Double value) {
        if (value != null) {
            scalars.put(tag, value);
        }
    }

    private Path stageFolder(String stage) {
        return folder.resolve("stage-" + stage);
    }

    /** Named as the file of its weights is. */
    private Path armFolder(ArmResult arm) {
        String file = arm.model().substring(arm.model().lastIndexOf('/') + 1);
        return folder.resolve("arm-" + file.replaceFirst("\\.[a-z]+$", ""));
    }

    /** Closes the file of a stage that was broken off. */
    @Override
    public void close() {
        EventFile file = open;
        open = null;
        if (file != null) {
            attempt(file::close);
        }
    }

    private final class Stage implements TrainingListener {
        private final Path of;

        Stage(Path of) {
            this.of = of;
        }

        @Override
        public void trainingStarts(int epochs, int stepsPerEpoch, TrainingProgress progress) {
            attempt(() -> {
                EventFile file = EventFile.begin(of);
                open = file;
                EpochValues.writeAll(file, progress.history());
            });
        }

        @Override
        public void epochEnds(EpochMetrics metrics, TrainingState state) {
            attempt(() -> {
                EventFile file = open;
                if (file != null) {
                    EpochValues.write(file, metrics, EventFile.now());
                }
            });
        }
    }
}
