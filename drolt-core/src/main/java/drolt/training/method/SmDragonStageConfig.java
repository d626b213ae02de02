package drolt.training.method;

import com.fasterxml.jackson.annotation.JsonTypeName;
import drolt.augmentation.TransformConfig;
import drolt.configuration.InvalidValueException;
import drolt.data.ClassCounts;
import drolt.loss.LossConfig;
import drolt.model.ModelConfig;
import drolt.model.Network;
import drolt.model.SmDragonClassifier;
import drolt.optimizer.OptimizerConfig;
import drolt.optimizer.ScheduleConfig;
import drolt.sampling.SamplerConfig;
import drolt.training.BatchNormMode;
import drolt.training.HeadChange;
import drolt.training.SelectionMetric;
import drolt.training.StageChecks;
import drolt.training.StageClassifier;
import drolt.training.StageConfig;
import drolt.training.StageTrainer;
import drolt.training.TrainingPlan;
import drolt.training.TrainingResult;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts a {@link drolt.model.SmDragonClassifier} on the linear classifier and trains it; the backbone stays as it is.
 *
 * @param coefficients k of the polynomial in the classes' frequencies
 * @param trainLinear whether the linear classifier below learns too
 * @param augmentation null: the recipe's; an empty list lets the features be computed once
 * @param patienceEpochs epochs without a new best after which to stop; null: never
 */
@JsonTypeName("sm-dragon")
public record SmDragonStageConfig(
        @Nullable String after,
        int coefficients,
        boolean trainLinear,
        int epochs,
        int batchSize,
        SamplerConfig sampler,
        @Nullable List<TransformConfig> augmentation,
        LossConfig loss,
        OptimizerConfig optimizer,
        ScheduleConfig schedule,
        @Nullable Integer patienceEpochs)
        implements StageConfig, TrainingPlan {
    public SmDragonStageConfig {
        if (coefficients < 2 || coefficients > 10) {
            throw new InvalidValueException("coefficients", coefficients, "must lie in 2..10, for example 3");
        }
        StageChecks.positive("epochs", epochs);
        StageChecks.positive("batchSize", batchSize);
        StageChecks.oneView(loss);
        if (patienceEpochs != null) {
            StageChecks.positive("patienceEpochs", patienceEpochs);
        }
    }

    @Override
    public boolean dropsLast() {
        return false;
    }

    @Override
    public HeadChange head() {
        return HeadChange.KEEP;
    }

    @Override
    public List<String> freeze() {
        return trainLinear
                ? List.of(Network.BACKBONE, Network.ATTENTION)
                : List.of(Network.BACKBONE, Network.ATTENTION, "linear");
    }

    @Override
    public BatchNormMode batchNorm() {
        return BatchNormMode.EVAL;
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
        if (patienceEpochs != null && !measured) {
            throw new InvalidValueException(
                    "patienceEpochs", patienceEpochs, "needs a validation split; " + StageChecks.VALIDATION_MEND);
        }
    }

    @Override
    public StageClassifier classifierAfter(ModelConfig model, @Nullable StageClassifier before) {
        return StageClassifier.found(model, before)
                .linear("kind", "sm-dragon", this, model)
                .learnedBy(this)
                .withSmDragon();
    }

    @Override
    public TrainingResult run(StageTrainer trainer) {
        trainer.network()
                .replaceClassifier(new SmDragonClassifier(
                        trainer.linear("smDRAGON"),
                        ClassCounts.of(trainer.context().train()).toArray(),
                        coefficients,
                        trainer.context().seed("head")));
        return trainer.train(this);
    }
}
