package drolt.training.method;

import com.fasterxml.jackson.annotation.JsonTypeName;
import drolt.augmentation.TransformConfig;
import drolt.data.ClassCounts;
import drolt.data.ImageDataset;
import drolt.model.LinearClassifier;
import drolt.model.ModelConfig;
import drolt.optimizer.OptimizerConfig;
import drolt.optimizer.ScheduleConfig;
import drolt.sampling.SamplerConfig;
import drolt.training.InputSource;
import drolt.training.StageChecks;
import drolt.training.StageClassifier;
import drolt.training.StageConfig;
import drolt.training.StageInputs;
import drolt.training.StageTrainer;
import drolt.training.TrainingPlan;
import drolt.training.TrainingResult;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Self-supervised pre-training (SSP): the network learns by how many quarter turns each image was rotated, with
 * cross-entropy on a linear classifier of four outputs that is dropped afterwards. The classifier of the classes stays
 * as it was, and so the stage is for others to start from.
 *
 * <p>Source: Yang and Xu, Rethinking the Value of Labels for Improving Class-Imbalanced Learning; Gidaris et al.,
 * Unsupervised Representation Learning by Predicting Image Rotations. As in the former's program an image has one
 * rotation a step, each as often as the others in a batch; the latter's shows all four.
 *
 * @param augmentation before the rotation; null: the recipe's
 */
@JsonTypeName("rotation")
public record RotationStageConfig(
        @Nullable String after,
        int epochs,
        int batchSize,
        boolean dropLast,
        SamplerConfig sampler,
        @Nullable List<TransformConfig> augmentation,
        OptimizerConfig optimizer,
        ScheduleConfig schedule)
        implements StageConfig, PretextPlan {
    public RotationStageConfig {
        StageChecks.positive("epochs", epochs);
        StageChecks.positive("batchSize", batchSize);
    }

    @Override
    public boolean dropsLast() {
        return dropLast;
    }

    @Override
    public ClassCounts labelCounts(ImageDataset train) {
        return ClassCounts.of(Rotations.counts(train.size()));
    }

    @Override
    public InputSource inputs(StageInputs given) {
        return new RotationSource(
                given.network(),
                given.drawn(),
                new Rotations(given.context().seed("rotation")),
                given.images(),
                given.context().layout(),
                batchNorm().usesBatch(),
                given.context().precision());
    }

    @Override
    public Optional<TrainingPlan> plan() {
        return Optional.of(this);
    }

    @Override
    public void requireFits(ModelConfig model, boolean measured) {
        // any network learns rotations
    }

    @Override
    public StageClassifier classifierAfter(ModelConfig model, @Nullable StageClassifier before) {
        return StageClassifier.found(model, before);
    }

    @Override
    public TrainingResult run(StageTrainer trainer) {
        int features = trainer.network().backbone().dimension();
        return trainer.trainUnder(
                new LinearClassifier(
                        features, Rotations.COUNT, trainer.context().seed("rotations")),
                this);
    }
}
