package drolt.loss.contrastive;

import drolt.configuration.InvalidValueException;
import drolt.radius.ParameterUpdate;
import org.jspecify.annotations.Nullable;

/**
 * The perceptron between features and the sphere on which contrastive losses compare them: {@link ProjectionHead}. It
 * belongs to the loss and is gone when the stage ends.
 *
 * @param hidden width of its hidden layer; null: that of the features
 * @param batchNorm whether the hidden layer is normalised over the batch
 * @param dimension P of the sphere's space, at least 2
 * @param learningRateScale factor on the stage's learning rate
 * @param weightDecay of its parameters
 */
public record ProjectionHeadConfig(
        @Nullable Integer hidden, boolean batchNorm, int dimension, double learningRateScale, double weightDecay) {
    private static final int LARGEST = 1 << 16;

    public ProjectionHeadConfig {
        if (hidden != null && !(hidden >= 1 && hidden <= LARGEST)) {
            throw new InvalidValueException(
                    "hidden", hidden, "must lie in 1.." + LARGEST + ", for example 512, or be null");
        }
        if (!(dimension >= 2 && dimension <= LARGEST)) {
            throw new InvalidValueException("dimension", dimension, "must lie in 2.." + LARGEST + ", for example 128");
        }
        if (!(learningRateScale > 0 && learningRateScale < Double.POSITIVE_INFINITY)) {
            throw new InvalidValueException(
                    "learningRateScale", learningRateScale, "must be above 0 and finite, for example 1.0");
        }
        if (!(weightDecay >= 0 && weightDecay < Double.POSITIVE_INFINITY)) {
            throw new InvalidValueException("weightDecay", weightDecay, "must be at least 0, for example 1.0e-4");
        }
    }

    ParameterUpdate update() {
        return new ParameterUpdate(learningRateScale, weightDecay);
    }
}
