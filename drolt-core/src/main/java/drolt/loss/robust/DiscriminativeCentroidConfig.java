package drolt.loss.robust;

import com.fasterxml.jackson.annotation.JsonTypeName;
import drolt.configuration.InvalidValueException;
import drolt.loss.Loss;
import drolt.loss.LossConfig;
import drolt.loss.LossContext;
import drolt.loss.LossNeeds;
import drolt.loss.SumConfig;
import drolt.loss.ViewRange;
import drolt.radius.ParameterUpdate;
import java.util.Set;

/**
 * The term by which OLTR learns the memory of its classifier: {@link DiscriminativeCentroidLoss}. It is added to others
 * by {@link SumConfig}.
 *
 * @param weight factor on the term, above 0; it spares the pull of the centroids to their samples, a factor around it
 *     does not
 * @param repulsion factor on the repulsion within the term, at least 0
 * @param margin mean squared distance to foreign centroids from which nothing repels any more, at least 0
 * @param learningRateScale of the centroids, above 0
 * @param weightDecay of the centroids, at least 0
 */
@JsonTypeName("discriminative-centroid")
public record DiscriminativeCentroidConfig(
        double weight, double repulsion, double margin, double learningRateScale, double weightDecay)
        implements LossConfig {
    public DiscriminativeCentroidConfig {
        requirePositive("weight", weight, "0.01");
        requirePositive("learningRateScale", learningRateScale, "0.1");
        requireNotNegative("repulsion", repulsion, "0.01");
        requireNotNegative("margin", margin, "10");
        requireNotNegative("weightDecay", weightDecay, "5.0e-4");
    }

    private static void requirePositive(String key, double value, String example) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new InvalidValueException(key, value, "must be above 0 and finite, for example " + example);
        }
    }

    private static void requireNotNegative(String key, double value, String example) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new InvalidValueException(key, value, "must be at least 0 and finite, for example " + example);
        }
    }

    @Override
    public Loss build(LossContext context) {
        if (context.memory() == null) {
            throw new IllegalArgumentException("the classifier has no memory");
        }
        return new DiscriminativeCentroidLoss(this, context.memory());
    }

    @Override
    public LossNeeds needs() {
        return new LossNeeds(
                Set.of(),
                false,
                false,
                Set.of(new ParameterUpdate(learningRateScale, weightDecay)),
                true,
                Set.of(),
                false,
                ViewRange.ONE);
    }
}
