package drolt.training;

import com.fasterxml.jackson.annotation.JsonTypeName;
import drolt.configuration.ConfigException;
import drolt.configuration.InvalidValueException;
import drolt.data.ImageDataset;
import drolt.model.ModelConfig;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Divides each class's weights by the tau-th power of their norm; no training.
 *
 * <p>Source: Kang et al., Decoupling Representation and Classifier for Long-Tailed Recognition.
 *
 * @param tau null: the best of 0, 0.1, ... 2 on the validation split
 * @param keepBias the authors' program drops the bias
 */
@JsonTypeName("tau-norm")
public record TauNormStageConfig(
        @Nullable String after, @Nullable Double tau, boolean keepBias) implements StageConfig {
    public TauNormStageConfig {
        if (tau != null && !(tau >= 0 && tau <= 10)) {
            throw new InvalidValueException("tau", tau, "must lie in 0..10, for example 1, or be null");
        }
    }

    @Override
    public Optional<TrainingPlan> plan() {
        return Optional.empty();
    }

    @Override
    public void requireFits(ModelConfig model, boolean measured) {
        if (tau == null && !measured) {
            throw new InvalidValueException(
                    "tau",
                    "null",
                    "needs a validation split to choose from; give a number, or " + StageChecks.VALIDATION_MEND);
        }
    }

    @Override
    public StageClassifier classifierAfter(ModelConfig model, @Nullable StageClassifier before) {
        return StageClassifier.found(model, before).linear("kind", "tau-norm", this, model);
    }

    @Override
    public TrainingResult run(StageTrainer trainer) {
        WeightNormalization normalization = new WeightNormalization(trainer.linear("tau-norm"), keepBias);
        StageContext context = trainer.context();
        ImageDataset measured = context.measured();
        if (tau != null) {
            normalization.apply(tau);
        } else if (measured != null) {
            EpochMeasure measure = new EpochMeasure(context, SelectionMetric.ACCURACY, trainer.evaluator());
            normalization.applyBest(
                    trainer.evaluator().evaluate(trainer.network(), measured).features(), measure::classMean);
        } else {
            throw new ConfigException("tau: null needs a validation split to choose from; "
                    + StageChecks.VALIDATION_MEND + ", or give tau a number");
        }
        return TrainingResult.NO_EPOCHS;
    }
}
