package drolt.training;

import drolt.augmentation.Transform;
import drolt.augmentation.TransformConfig;
import drolt.inference.Evaluator;
import drolt.inference.ImageTensors;
import drolt.loading.Share;
import drolt.loss.LossInput;
import drolt.model.Network;
import drolt.sampling.Sampler;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a training builds the inputs of its steps from. All parts are the trainer's.
 *
 * @param network that is trained, frozen as the plan says
 * @param images turns pixels into tensors
 * @param evaluator for passes over clean images
 * @param sampler of the plan, ready to draw
 * @param layers that the loss wants to see
 * @param share the part of every batch that this process makes
 */
public record StageInputs(
        TrainingPlan plan,
        StageContext context,
        Network network,
        ImageTensors images,
        Evaluator evaluator,
        Sampler sampler,
        List<String> layers,
        Share share) {
    /** The transforms of each view of an image, the first one's first. */
    List<List<Transform>> views() {
        return plan.allShown(context.augmentation(), context.testView()).stream()
                .map(TransformConfig::buildAll)
                .toList();
    }

    /** Augmented images as the plan's sampler draws them. */
    public DrawnBatches drawn() {
        return drawn(sampler, "augmentation");
    }

    /**
     * Augmented images as another sampler draws them.
     *
     * @param seed the part of the stage whose seed augments them
     */
    public DrawnBatches drawn(Sampler of, String seed) {
        return new DrawnBatches(
                context.train(),
                of,
                views(),
                plan.batchSize(),
                plan.dropsLast(),
                context.seed(seed),
                context.loaderThreads(),
                share);
    }

    /** Whether every image has the same features each time: nothing augments, and nothing below the classifier learns. */
    public boolean featuresSuffice() {
        List<TransformConfig> augmentation = plan.augmentation() == null ? context.augmentation() : plan.augmentation();
        return network.backboneIsFrozen()
                && !plan.dropsLast()
                && plan.batchNorm() == BatchNormMode.EVAL
                && augmentation.isEmpty()
                && layers.stream().allMatch(LossInput.FEATURES::equals)
                && plan.imagesPerDraw() == 1;
    }

    /** The features of the images that the sampler draws, computed once. */
    public InputSource features() {
        return new FeatureSource(network, evaluator, context.train(), sampler, plan.batchSize(), share);
    }

    /**
     * The images that the sampler draws, through the whole network.
     *
     * @param mixup null: images as they are
     * @param cutMix null: images as they are
     */
    InputSource images(@Nullable Mixup mixup, @Nullable CutMix cutMix) {
        return new ImageSource(
                network,
                drawn(),
                images,
                new ImageSource.Settings(plan.batchNorm().usesBatch(), mixup, cutMix, context.precision(), layers));
    }
}
