package drolt.training;

import com.fasterxml.jackson.annotation.JsonTypeName;
import drolt.configuration.InvalidValueException;
import drolt.data.ClassCounts;
import drolt.model.ModelConfig;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Subtracts tau times the log of each class's share of the training images from its logit; no training.
 *
 * <p>Source: Menon et al., Long-Tail Learning via Logit Adjustment, post-hoc form.
 */
@JsonTypeName("logit-adjustment")
public record LogitAdjustmentStageConfig(@Nullable String after, double tau) implements StageConfig {
    public LogitAdjustmentStageConfig {
        if (!(tau >= 0 && tau <= 10)) {
            throw new InvalidValueException("tau", tau, "must lie in 0..10, for example 1");
        }
    }

    @Override
    public Optional<TrainingPlan> plan() {
        return Optional.empty();
    }

    @Override
    public void requireFits(ModelConfig model, boolean measured) {
        // it asks nothing of the rest
    }

    @Override
    public StageClassifier classifierAfter(ModelConfig model, @Nullable StageClassifier before) {
        return StageClassifier.found(model, before).linear("kind", "logit-adjustment", this, model);
    }

    @Override
    public TrainingResult run(StageTrainer trainer) {
        double[] logPriors = ClassCounts.of(trainer.context().train()).logPriors();
        trainer.linear("post-hoc logit adjustment").shiftBias(label -> -tau * logPriors[label]);
        return TrainingResult.NO_EPOCHS;
    }
}
