package drolt.training.method;

import com.fasterxml.jackson.annotation.JsonTypeName;
import drolt.augmentation.TransformConfig;
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
import drolt.training.ViewConfig;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Self-supervised pre-training (SSP) by momentum contrast: the network learns to tell another view of an image from
 * earlier images ({@link MomentumContrastSource}), on a projection that is dropped afterwards. The classifier of the
 * classes stays as it was, and so the stage is for others to start from.
 *
 * <p>Source: Yang and Xu, Rethinking the Value of Labels for Improving Class-Imbalanced Learning, on large images; Chen et
 * al., Improved Baselines with Momentum Contrastive Learning (MoCo v2).
 *
 * @param augmentation of the view that makes the query; null: the recipe's
 * @param keyAugmentation of the view that makes the key; null: that of the query
 */
@JsonTypeName("moco")
public record MomentumContrastStageConfig(
        @Nullable String after,
        int epochs,
        int batchSize,
        boolean dropLast,
        SamplerConfig sampler,
        @Nullable List<TransformConfig> augmentation,
        @Nullable List<TransformConfig> keyAugmentation,
        MomentumContrast contrast,
        OptimizerConfig optimizer,
        ScheduleConfig schedule)
        implements StageConfig, PretextPlan {
    public MomentumContrastStageConfig {
        StageChecks.positive("epochs", epochs);
        StageChecks.positive("batchSize", batchSize);
    }

    @Override
    public boolean dropsLast() {
        return dropLast;
    }

    @Override
    public int imagesWithoutGradientPerDraw() {
        return 1;
    }

    @Override
    public InputSource inputs(StageInputs given) {
        return new MomentumContrastSource(given.network(), given.drawn(), given.images(), contrast, given.context());
    }

    @Override
    public List<ViewConfig> views() {
        return List.of(new ViewConfig(keyAugmentation));
    }

    @Override
    public Optional<TrainingPlan> plan() {
        return Optional.of(this);
    }

    @Override
    public void requireFits(ModelConfig model, boolean measured) {
        // any network learns to tell images apart
    }

    @Override
    public StageClassifier classifierAfter(ModelConfig model, @Nullable StageClassifier before) {
        return StageClassifier.found(model, before);
    }

    @Override
    public TrainingResult run(StageTrainer trainer) {
        int features = trainer.network().backbone().dimension();
        return trainer.trainUnder(
                contrast.projection(features, trainer.context().seed("projection")), this);
    }
}
