package drolt.training;

import com.fasterxml.jackson.annotation.JsonTypeName;
import drolt.augmentation.TransformConfig;
import drolt.configuration.InvalidValueException;
import drolt.loss.LossConfig;
import drolt.model.ClassifierConfig;
import drolt.model.ModelConfig;
import drolt.model.Network;
import drolt.optimizer.OptimizerConfig;
import drolt.optimizer.ScheduleConfig;
import drolt.sampling.SamplerConfig;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Re-trains the classifier on a frozen backbone: cRT with a fresh or kept head, or LWS.
 *
 * <p>Source: Kang et al., Decoupling Representation and Classifier for Long-Tailed Recognition.
 *
 * @param head {@code fresh} or {@code keep}: cRT; {@code scaled}: LWS
 * @param batchNorm the released programs of Kang et al. leave it in {@code train}, DRO-LT's in {@code eval}
 * @param augmentation null: the recipe's; an empty list lets the features be computed once
 * @param classifier that {@code head: fresh} puts in place; null: the model's
 * @param dropLast whether a last batch that is not full is left out; null: it is kept
 */
@JsonTypeName("classifier")
public record ClassifierStageConfig(
        @Nullable String after,
        HeadChange head,
        BatchNormMode batchNorm,
        int epochs,
        int batchSize,
        SamplerConfig sampler,
        @Nullable List<TransformConfig> augmentation,
        LossConfig loss,
        OptimizerConfig optimizer,
        ScheduleConfig schedule,
        @Nullable ClassifierConfig classifier,
        @Nullable Double linearLearningRateScale,
        @Nullable Boolean dropLast)
        implements StageConfig, TrainingPlan {
    public ClassifierStageConfig {
        StageChecks.positive("epochs", epochs);
        StageChecks.positive("batchSize", batchSize);
        StageChecks.positiveScale("linearLearningRateScale", linearLearningRateScale);
        if (linearLearningRateScale != null && head != HeadChange.SCALED) {
            throw new InvalidValueException(
                    "linearLearningRateScale",
                    linearLearningRateScale,
                    "belongs to head: scaled, where the linear layer stays without it; leave it null");
        }
        StageChecks.oneView(loss);
    }

    @Override
    public boolean dropsLast() {
        return dropLast != null && dropLast;
    }

    @Override
    public boolean dividesBatches() {
        return true;
    }

    @Override
    public List<String> freeze() {
        return List.of(Network.BACKBONE, Network.ATTENTION);
    }

    @Override
    public SelectionMetric selectBy() {
        return SelectionMetric.ACCURACY; // the features do not change
    }

    @Override
    public Optional<TrainingPlan> plan() {
        return Optional.of(this);
    }

    @Override
    public void requireFits(ModelConfig model, boolean measured) {
        StageChecks.heldOut(loss, measured);
    }

    @Override
    public StageClassifier classifierAfter(ModelConfig model, @Nullable StageClassifier before) {
        return StageClassifier.changed(head, classifier, this, model, before).learnedBy(this);
    }

    @Override
    public TrainingResult run(StageTrainer trainer) {
        return trainer.train(this);
    }
}
