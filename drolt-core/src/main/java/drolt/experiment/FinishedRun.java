package drolt.experiment;

import drolt.augmentation.Transform;
import drolt.augmentation.TransformConfig;
import drolt.configuration.ClosestName;
import drolt.configuration.ConfigException;
import drolt.configuration.ConfigSource;
import drolt.data.ClassCounts;
import drolt.data.ImageDataset;
import drolt.data.ShotLimits;
import drolt.inference.Evaluator;
import drolt.inference.ImageClassifier;
import drolt.inference.ImageInput;
import drolt.inference.ImageTensors;
import drolt.inference.OtherSizes;
import drolt.model.Network;
import drolt.recipe.ExperimentConfig;
import drolt.recipe.Recipe;
import drolt.recipe.RecipeKinds;
import drolt.recipe.RecipeReader;
import drolt.tensor.Engine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A finished run: its numbers, its recipe, its classifiers, and on demand its images and the networks of its arms.
 *
 * <p>Recipe, images and engine are touched by the first call that needs them, so that a run whose data or weights are
 * gone still gives its numbers. Numbers, recipe and classifiers need the run's folder alone. Not for several threads.
 */
public final class FinishedRun {
    private final Path folder;
    private final RunResult result;
    private final RecipeKinds kinds;
    private final @Nullable RunOptions options;
    private @Nullable Recipe recipe;
    private @Nullable ExperimentData data;

    private FinishedRun(Path folder, @Nullable RunOptions options, RecipeKinds kinds) {
        this.folder = folder;
        this.options = options;
        this.kinds = kinds;
        result = RunResult.ofRun(folder);
    }

    /**
     * Opens a run for what its folder holds.
     *
     * @throws ConfigException if the folder holds no finished run
     */
    public static FinishedRun open(Path folder) {
        return new FinishedRun(folder, null, RecipeKinds.SHIPPED);
    }

    /** Opens a run for measurements; {@code options} say where the data is. */
    public static FinishedRun open(Path folder, RunOptions options) {
        return new FinishedRun(folder, options, RecipeKinds.SHIPPED);
    }

    /** Opens a run whose recipe may name kinds of one's own. */
    public static FinishedRun open(Path folder, RunOptions options, RecipeKinds kinds) {
        return new FinishedRun(folder, options, kinds);
    }

    public Path folder() {
        return folder;
    }

    public RunResult result() {
        return result;
    }

    /**
     * The recipe that it followed.
     *
     * @throws ConfigException if this version cannot read it any more
     */
    public Recipe recipe() {
        Recipe read = recipe;
        if (read == null) {
            String name = folder.resolve("result.json").toString();
            read = RecipeReader.read(new ConfigSource(result.configuration().toString(), name), result.recipe(), kinds);
            recipe = read;
        }
        return read;
    }

    /** The recipe's keys; as {@link #recipe}. */
    public ExperimentConfig config() {
        return recipe().config();
    }

    /**
     * An arm of the run.
     *
     * @throws ConfigException if there is none of this name
     */
    public ArmResult arm(String name) {
        return result.arms().stream()
                .filter(arm -> arm.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ConfigException(folder + ": no arm is named '" + name + "'"
                        + ClosestName.hint(
                                name,
                                result.arms().stream().map(ArmResult::name).toList())));
    }

    /** Names of the stages of an arm, first to last. */
    public List<String> chain(String arm) {
        String last = config().arms().get(arm);
        return last == null ? List.of() : config().chain(last);
    }

    /** Images of each class, those split off for validation included: what the groups by shot count. */
    public ClassCounts shotCounts() {
        return ClassCounts.of(
                result.trainingCounts().stream().mapToInt(Integer::intValue).toArray());
    }

    public ShotLimits shots() {
        return config().dataset().shots();
    }

    /**
     * Opens an arm for new images, in the precision of the run and with its number of threads, which this thread keeps.
     *
     * @param arm its name, as the table has it
     * @return the caller's, who closes it; it needs this run no more
     * @throws ConfigException if there is no such arm, or its weights or its card are missing; one line
     */
    public ImageClassifier classifier(String arm, OtherSizes otherSizes) {
        ArmResult found = arm(arm);
        Path weights = ArmNetwork.file(folder, found);
        ModelCard card = ModelCard.read(folder, found);
        Environment environment = result.environment();
        Engine.setThreads(environment.threads());
        Network network = ArmNetwork.load(
                config(), arm, result.classNames().size(), weights, found.weights(), environment.layout());
        ImageInput input = card.input(config().view(), otherSizes);
        return new ImageClassifier(network, result.classNames(), input, environment.precision(), environment.layout());
    }

    /**
     * Looks at the files of the run beside its result: records, recipe, stages, cards, predictions.
     *
     * @return a line for each that is damaged, or that contradicts the result
     */
    public List<String> faults() {
        return RunCheck.faults(folder, result, config());
    }

    /**
     * Files of the test images in their order, as the run keeps them.
     *
     * @return empty where images have no files of their own
     */
    public List<String> testImageNames() {
        return TestImageNames.read(folder, result.testFingerprint());
    }

    /**
     * Computes everything anew from the stored weights, in the precision and with the threads of the run.
     *
     * @throws ConfigException if its data or a model is missing or not what it was
     */
    public List<ArmResult> evaluate() {
        try (ArmEvaluator evaluator = armEvaluator()) {
            return result.arms().stream()
                    .map(arm -> evaluator.evaluate(arm.name(), folder.resolve(arm.model()), arm.weights(), folder))
                    .toList();
        }
    }

    /**
     * What every arm said of the test images, in the order of the result's arms: as the run keeps it, else computed
     * anew from the stored weights and kept.
     *
     * @throws ConfigException if something is to be computed and the data or a model is missing or not what it was
     */
    public List<ArmPredictions> predictions() {
        List<ArmPredictions> predictions = new ArrayList<>();
        result.arms().forEach(arm -> ArmPredictions.read(folder, arm).ifPresent(predictions::add));
        if (predictions.size() == result.arms().size()) {
            return predictions;
        }
        predictions.clear();
        result.arms().forEach(arm -> ArmNetwork.file(folder, arm)); // before minutes are spent on the others
        Engine.load();
        try (ArmEvaluator evaluator = armEvaluator()) {
            for (ArmResult arm : result.arms()) {
                ArmPredictions said = evaluator
                        .measure(arm.name(), folder.resolve(arm.model()), arm.weights(), folder)
                        .predictions();
                said.write(ArmPredictions.file(folder, arm.name()), arm.weights());
                predictions.add(said);
            }
        }
        TestImageNames.write(folder, test());
        return predictions;
    }

    ArmEvaluator armEvaluator() {
        ExperimentData loaded = data();
        Engine.setThreads(result.environment().threads());
        return new ArmEvaluator(
                config(), loaded, result.environment(), options().loaderThreads());
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
        if (data != null) {
            return data.test();
        }
        ImageDataset test = config().dataset().load(options().dataFolder()).test();
        requireSame("test", result.testFingerprint(), test.fingerprint());
        return test;
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
        Environment environment = result.environment();
        Engine.setThreads(environment.threads());
        try (ImageTensors images = new ImageTensors(loaded.statistics(), environment.layout());
                Network network = ArmNetwork.load(
                        config(), arm, loaded.train().classCount(), model, found.weights(), environment.layout())) {
            List<Transform> view = TransformConfig.buildAll(config().view());
            int loaders = options().loaderThreads();
            return measurement.of(network, new Evaluator(images, environment.precision(), loaders, view));
        }
    }

    private RunOptions options() {
        if (options == null) {
            throw new IllegalStateException("a run is opened with RunOptions, which say where its data is, for this");
        }
        return options;
    }

    private ExperimentData data() {
        ExperimentData loaded = data;
        if (loaded == null) {
            loaded = ExperimentData.load(config().dataset(), options().dataFolder(), config().seed());
            requireSame("training", result.dataFingerprint(), loaded.train().fingerprint());
            requireSame("test", result.testFingerprint(), loaded.test().fingerprint());
            data = loaded;
        }
        return loaded;
    }

    private void requireSame(String which, String expected, String found) {
        if (!expected.equals(found)) {
            throw new ConfigException(
                    folder + ": the " + which + " images are not those of the run; say with --data where those are");
        }
    }
}
