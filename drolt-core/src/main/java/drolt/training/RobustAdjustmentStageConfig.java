package drolt.training;

import com.fasterxml.jackson.annotation.JsonTypeName;
import drolt.configuration.InvalidValueException;
import drolt.data.ClassCounts;
import drolt.data.ImageDataset;
import drolt.inference.FeatureMatrix;
import drolt.model.LinearClassifier;
import drolt.model.ModelConfig;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Adjusts the logits for the worst class priors near equal ones; no training: {@link PriorShift}.
 *
 * @param radius of the Kullback-Leibler ball around equal priors, at least 0; 0 is logit adjustment at tau 1
 * @param images whose losses measure the cost of a prior
 */
@JsonTypeName("robust-adjustment")
public record RobustAdjustmentStageConfig(@Nullable String after, double radius, Images images) implements StageConfig {
    /** Clean images that a network is looked at on. */
    public enum Images {
        /** The training images. */
        TRAINING {
            @Override
            ImageDataset of(StageContext context) {
                return context.train();
            }
        },
        /** The images of the validation split. */
        VALIDATION {
            @Override
            ImageDataset of(StageContext context) {
                return context.heldOut();
            }
        };

        abstract ImageDataset of(StageContext context);
    }

    public RobustAdjustmentStageConfig {
        if (!(radius >= 0 && radius < Double.POSITIVE_INFINITY)) {
            throw new InvalidValueException("radius", radius, "must be at least 0 and finite, for example 0.1");
        }
    }

    @Override
    public Optional<TrainingPlan> plan() {
        return Optional.empty();
    }

    @Override
    public void requireFits(ModelConfig model, boolean measured) {
        if (images == Images.VALIDATION && !measured) {
            throw new InvalidValueException("images", "validation", "are not there; " + StageChecks.VALIDATION_MEND);
        }
    }

    @Override
    public StageClassifier classifierAfter(ModelConfig model, @Nullable StageClassifier before) {
        return StageClassifier.found(model, before).linear("kind", "robust-adjustment", this, model);
    }

    @Override
    public TrainingResult run(StageTrainer trainer) {
        LinearClassifier classifier = trainer.linear("the robust adjustment");
        StageContext context = trainer.context();
        FeatureMatrix features = trainer.evaluator()
                .evaluate(trainer.network(), images.of(context))
                .features();
        double[] shift = new PriorShift(radius, ClassCounts.of(context.train()).logPriors())
                .shift(new ShiftedLosses(classifier, features));
        classifier.shiftBias(label -> shift[label]);
        return TrainingResult.NO_EPOCHS;
    }
}
