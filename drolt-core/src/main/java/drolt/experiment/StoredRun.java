package drolt.experiment;

import drolt.augmentation.TransformConfig;
import drolt.configuration.ConfigException;
import drolt.data.ClassCounts;
import drolt.data.ImageDataset;
import drolt.data.ShotLimits;
import drolt.inference.Evaluator;
import drolt.inference.ImageTensors;
import drolt.model.Network;
import drolt.recipe.ExperimentConfig;
import drolt.tensor.Engine;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A finished run opened for more measurements: what it found, and on demand its images and its arms' networks.
 *
 * <p>Images and engine are touched by the first call that needs them, so that a run whose data or weights are gone still
 * tells its numbers. Not for several threads.
 */
public final class StoredRun implements AutoCloseable {
    private final Path folder;
    private final RunOptions options;
    private final RunResult result;
    private final ExperimentConfig config;
    private @Nullable ExperimentData data;
    private @Nullable ImageTensors images;

    private StoredRun(Path folder, RunOptions options, RunResult result, ExperimentConfig config) {
        this.folder = folder;
        this.options = options;
        this.result = result;
        this.config = config;
    }

    /**
     * Reads the run's result.
     *
     * @param options where the data is
     * @throws ConfigException if the folder holds no finished run
     */
    public static StoredRun open(Path folder, RunOptions options) {
        RunResult result = RunEvaluation.read(folder);
        return new StoredRun(
                folder, options, result, RunEvaluation.recipe(folder, result).config());
    }

    public Path folder() {
        return folder;
    }

    public RunResult result() {
        return result;
    }

    public ExperimentConfig config() {
        return config;
    }

    /** Images of each class, those split off for validation included: what the groups by shot count. */
    public ClassCounts shotCounts() {
        return ClassCounts.of(
                result.trainingCounts().stream().mapToInt(Integer::intValue).toArray());
    }

    public ShotLimits shots() {
        return config.dataset().shots();
    }

    /**
     * The images trained on.
     *
     * @throws ConfigException if the data is missing or not that of the run
     */
    public ImageDataset train() {
        return data().train();
    }

    /**
     * The images measured on.
     *
     * @throws ConfigException if the data is missing or not that of the run
     */
    public ImageDataset test() {
        return data().test();
    }

    /**
     * An arm of the run.
     *
     * @throws ConfigException if there is none of this name
     */
    public ArmResult arm(String name) {
        return RunEvaluation.arm(folder, result, name);
    }

    /**
     * What is measured with an arm's network.
     *
     * @param <T> of the measurement
     */
    @FunctionalInterface
    public interface Measurement<T> {
        /** The network lives until this returns. */
        T of(Network network, Evaluator evaluator);
    }

    /**
     * Loads an arm's network, in the precision and with the threads of the run.
     *
     * @throws ConfigException if the arm is unknown, its weights or the data are missing or not those of the run
     */
    public <T> T measure(String arm, Measurement<T> measurement) {
        ArmResult found = arm(arm);
        Path model = ArmNetwork.file(folder, found);
        ExperimentData loaded = data();
        Engine.setThreads(result.environment().threads());
        try (Network network = ArmNetwork.load(
                config,
                arm,
                loaded.train().classCount(),
                model,
                found.weights(),
                result.environment().layout())) {
            return measurement.of(network, evaluator(loaded));
        }
    }

    private Evaluator evaluator(ExperimentData loaded) {
        ImageTensors constants = images;
        if (constants == null) {
            constants =
                    new ImageTensors(loaded.statistics(), result.environment().layout());
            images = constants;
        }
        return new Evaluator(
                constants,
                result.environment().precision(),
                options.loaderThreads(),
                config.view().stream().map(TransformConfig::build).toList());
    }

    private ExperimentData data() {
        ExperimentData loaded = data;
        if (loaded == null) {
            loaded = RunEvaluation.data(folder, config, result, options);
            data = loaded;
        }
        return loaded;
    }

    /** Names of the stages of an arm, first to last. */
    public List<String> chain(String arm) {
        String last = config.arms().get(arm);
        return last == null ? List.of() : config.chain(last);
    }

    @Override
    public void close() {
        if (images != null) {
            images.close();
        }
    }
}
