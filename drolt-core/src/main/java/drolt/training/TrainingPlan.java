package drolt.training;

import drolt.augmentation.TransformConfig;
import drolt.configuration.InvalidValueException;
import drolt.data.ImageDataset;
import drolt.loss.LossConfig;
import drolt.model.ModelConfig;
import drolt.model.Network;
import drolt.optimizer.OptimizerConfig;
import drolt.optimizer.ScheduleConfig;
import drolt.sampling.Sampler;
import drolt.sampling.SamplerConfig;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One training by gradient, whatever the kind of stage that asks for it.
 *
 * @param augmentation null: the recipe's
 * @param freeze parts that stay: {@code backbone}, {@code classifier}, or the beginning of a parameter's name
 * @param gradientClip greatest norm of all gradients together; null: no clipping
 * @param weightAverage decay of the moving average of the weights that is kept in their place; null: none
 * @param patienceEpochs epochs without a new best after which to stop; null: never
 */
public record TrainingPlan(
        int epochs,
        int batchSize,
        boolean dropLast,
        SamplerConfig sampler,
        @Nullable List<TransformConfig> augmentation,
        LossConfig loss,
        OptimizerConfig optimizer,
        ScheduleConfig schedule,
        HeadChange head,
        List<String> freeze,
        BatchNormMode batchNorm,
        @Nullable Double gradientClip,
        @Nullable Double weightAverage,
        @Nullable Integer patienceEpochs,
        SelectionMetric selectBy) {
    /**
     * Refuses what cannot be done with these images and this network.
     *
     * @throws InvalidValueException if an epoch draws fewer images than a batch has, or a frozen part does not exist
     */
    public void requireFits(ImageDataset train, ModelConfig model) {
        int draws = sampler(train, 0).drawsPerEpoch();
        if (batchSize > draws) {
            throw new InvalidValueException(
                    "batchSize", batchSize, "must be at most " + draws + ", the images that an epoch draws");
        }
        if (!freeze.isEmpty()) {
            requireParts(model, train.classCount());
        }
    }

    private void requireParts(ModelConfig model, int classCount) {
        try (Network network = model.build(classCount, 0)) {
            List<String> unknown = network.unknownParts(freeze);
            if (!unknown.isEmpty()) {
                throw new InvalidValueException(
                        "freeze",
                        unknown.get(0),
                        "must be backbone, classifier, or the beginning of a parameter's name such as layer1");
            }
        }
    }

    /** Draws the images of the epochs. */
    Sampler sampler(ImageDataset train, long seed) {
        int[] labels = IntStream.range(0, train.size()).map(train::label).toArray();
        return sampler.build(labels, train.classCount(), seed);
    }
}
