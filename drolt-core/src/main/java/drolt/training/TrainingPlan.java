package drolt.training;

import drolt.augmentation.TransformConfig;
import drolt.configuration.ClosestName;
import drolt.configuration.InvalidValueException;
import drolt.data.ClassCounts;
import drolt.data.ImageDataset;
import drolt.loss.LossConfig;
import drolt.model.ModelConfig;
import drolt.model.Network;
import drolt.optimizer.OptimizerConfig;
import drolt.optimizer.ScheduleConfig;
import drolt.sampling.Sampler;
import drolt.sampling.SamplerConfig;
import drolt.sampling.SamplerContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One training by gradient, as a kind of stage describes it. */
public interface TrainingPlan {
    int epochs();

    int batchSize();

    /** Whether a last batch that is not full is left out. */
    boolean dropsLast();

    SamplerConfig sampler();

    /** Null: the recipe's. */
    @Nullable
    List<TransformConfig> augmentation();

    LossConfig loss();

    OptimizerConfig optimizer();

    ScheduleConfig schedule();

    HeadChange head();

    /** Parts that stay: {@code backbone}, {@code attention}, {@code classifier}, or the beginning of a parameter's name. */
    List<String> freeze();

    BatchNormMode batchNorm();

    /** What the best epoch is best in. */
    SelectionMetric selectBy();

    /** Greatest norm of all gradients together; null: no clipping. */
    default @Nullable Double gradientClip() {
        return null;
    }

    /** Decay of the moving average of the weights that is kept in their place; null: none. */
    default @Nullable Double weightAverage() {
        return null;
    }

    /** Epochs without a new best after which to stop; null: never. */
    default @Nullable Integer patienceEpochs() {
        return null;
    }

    /** Factor on the learning rate of the backbone; null: 1. */
    default @Nullable Double backboneLearningRateScale() {
        return null;
    }

    /** Factor on the learning rate of the linear layer below a scaled head, which then learns too; null: it stays. */
    default @Nullable Double linearLearningRateScale() {
        return null;
    }

    /** The views of every image beside the first; null: there is one. */
    default @Nullable List<ViewConfig> views() {
        return null;
    }

    /** How many images pass through the network for each that is drawn. */
    default int imagesPerDraw() {
        List<ViewConfig> others = views();
        return others == null ? 1 : 1 + others.size();
    }

    /** How many of these pass through it without a gradient. */
    default int imagesWithoutGradientPerDraw() {
        return 0;
    }

    /** Counts of the labels that the loss sees: those of the classes, unless a method makes its own labels. */
    default ClassCounts labelCounts(ImageDataset train) {
        return ClassCounts.of(train);
    }

    /**
     * Where the inputs of the steps come from: the images that the sampler draws, augmented, or their features where the
     * network below the classifier gives the same ones every time. A kind of stage that shows something else overrides
     * this.
     *
     * @return the caller closes it
     */
    default InputSource inputs(StageInputs given) {
        return given.featuresSuffice() ? given.features() : given.images(null, null);
    }

    /**
     * Refuses images of which no epoch can be drawn.
     *
     * @throws InvalidValueException if an epoch draws fewer images than a batch has, or a sampler does not fit
     */
    default void requireDraws(ImageDataset train) {
        int draws = buildSampler(train, 0).drawsPerEpoch();
        if (batchSize() > draws) {
            throw new InvalidValueException(
                    "batchSize",
                    batchSize(),
                    "must be at most " + draws + ", the images that an epoch draws; set it, for example to "
                            + Integer.highestOneBit(draws));
        }
    }

    /**
     * Refuses what cannot be done with these images and this network.
     *
     * @throws InvalidValueException as {@link #requireDraws}, and if a frozen part or a layer that the loss names does
     *     not exist
     */
    default void requireFitsImages(ImageDataset train, ModelConfig model) {
        requireDraws(train);
        Set<String> layers = loss().needs().layers();
        if (!freeze().isEmpty() || !layers.isEmpty()) {
            requireParts(model, train.classCount(), layers);
        }
    }

    /**
     * What shows images to this training, the first view of several: its augmentation, or what shows them to a test
     * where nothing augments.
     *
     * @param ofRecipe the augmentation of stages that have none of their own
     * @param testView what shows images to a test
     */
    default List<TransformConfig> shown(List<TransformConfig> ofRecipe, List<TransformConfig> testView) {
        List<TransformConfig> own = augmentation();
        List<TransformConfig> augmentation = own == null ? ofRecipe : own;
        return augmentation.isEmpty() ? testView : augmentation;
    }

    /**
     * What shows images to this training, all views of one, the first one first.
     *
     * @param ofRecipe as for {@link #shown}
     * @param testView as for {@link #shown}
     */
    default List<List<TransformConfig>> allShown(List<TransformConfig> ofRecipe, List<TransformConfig> testView) {
        List<List<TransformConfig>> shown = new ArrayList<>(List.of(shown(ofRecipe, testView)));
        List<ViewConfig> others = views();
        if (others != null) {
            for (ViewConfig view : others) {
                List<TransformConfig> own = view.augmentation();
                shown.add(own == null ? shown.get(0) : own.isEmpty() ? testView : own);
            }
        }
        return List.copyOf(shown);
    }

    /**
     * Refuses images that training shows in another size than a test does, for networks that take one size only.
     *
     * @param ofRecipe as for {@link #shown}
     * @param testView as for {@link #shown}
     * @throws InvalidValueException if the sizes differ
     */
    default void requireOneSize(ImageDataset train, List<TransformConfig> ofRecipe, List<TransformConfig> testView) {
        ShownSize trained = ShownSize.of(train, shown(ofRecipe, testView));
        ShownSize tested = ShownSize.of(train, testView);
        if (!trained.equals(tested)) {
            throw new InvalidValueException(
                    "augmentation",
                    "images of " + trained,
                    "must have the size in which testView shows them, " + tested
                            + ", for the attention is made for one size");
        }
    }

    /**
     * Refuses what several processes cannot divide among them.
     *
     * @throws InvalidValueException if this kind of stage or its loss cannot be divided, or a batch of an epoch has fewer
     *     images than there are processes
     */
    default void requireDivisible(ImageDataset train, int processes) {
        if (!dividesBatches()) {
            throw new InvalidValueException(
                    "kind", "this kind of stage", "cannot be divided among several processes; train it in one");
        }
        if (loss().needs().memory()) {
            throw new InvalidValueException(
                    "loss", "the loss", "learns the memory of the classifier, which several processes cannot; use one");
        }
        int last = buildSampler(train, 0).drawsPerEpoch() % batchSize();
        int smallest = dropsLast() || last == 0 ? batchSize() : last;
        if (smallest < processes) {
            throw new InvalidValueException(
                    "batchSize",
                    batchSize(),
                    "gives an epoch a batch of " + smallest + (smallest == 1 ? " image" : " images") + " for "
                            + processes + " processes; start fewer, or take another batch size or dropLast: true");
        }
    }

    /** Whether {@link #inputs} makes of a share of each batch what it makes of these images in the whole batch. */
    default boolean dividesBatches() {
        return false;
    }

    private void requireParts(ModelConfig model, int classCount, Set<String> layers) {
        try (Network network = model.build(classCount, 0)) {
            for (String layer : layers) {
                Set<String> known = network.backbone().layerDimensions().keySet();
                if (!known.contains(layer)) {
                    throw new InvalidValueException("loss", "layers:", ClosestName.refusal("layer", layer, known));
                }
            }
            List<String> unknown = network.unknownParts(freeze());
            if (!unknown.isEmpty()) {
                throw new InvalidValueException(
                        "freeze",
                        unknown.get(0),
                        "must be backbone, attention, classifier, or the beginning of a parameter's name such as"
                                + " layer1");
            }
        }
    }

    /**
     * Draws the images of the epochs.
     *
     * @throws InvalidValueException if the sampler does not fit these images or the number of epochs
     */
    default Sampler buildSampler(ImageDataset train, long seed) {
        return buildSampler("sampler", sampler(), train, seed);
    }

    /** Draws the images of the epochs with a sampler that stands under another key. */
    default Sampler buildSampler(String key, SamplerConfig config, ImageDataset train, long seed) {
        int[] labels = IntStream.range(0, train.size()).map(train::label).toArray();
        try {
            return config.build(new SamplerContext(labels, train.classCount(), epochs(), seed));
        } catch (InvalidValueException e) {
            throw e.under(key);
        }
    }
}
