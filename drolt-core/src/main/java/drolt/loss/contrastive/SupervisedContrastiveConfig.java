package drolt.loss.contrastive;

import com.fasterxml.jackson.annotation.JsonTypeName;
import drolt.configuration.InvalidValueException;
import drolt.loss.Loss;
import drolt.loss.LossConfig;
import drolt.loss.LossContext;
import drolt.loss.LossNeeds;
import drolt.loss.ViewRange;
import java.util.Set;

/**
 * The supervised contrastive loss: {@link SupervisedContrastiveLoss}. It trains no classifier.
 *
 * @param temperature T, above 0
 * @param baseTemperature T0, above 0, by which the loss is scaled to T / T0
 * @param head between features and sphere
 */
@JsonTypeName("supervised-contrastive")
public record SupervisedContrastiveConfig(double temperature, double baseTemperature, ProjectionHeadConfig head)
        implements LossConfig {
    private static final int VIEWS = 2;

    public SupervisedContrastiveConfig {
        requirePositive("temperature", temperature);
        requirePositive("baseTemperature", baseTemperature);
    }

    static void requirePositive(String key, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new InvalidValueException(key, value, "must be above 0 and finite, for example 0.1");
        }
    }

    @Override
    public Loss build(LossContext context) {
        return new SupervisedContrastiveLoss(this, context);
    }

    @Override
    public LossNeeds needs() {
        return new LossNeeds(Set.of(), false, false, Set.of(head.update()), ViewRange.atLeast(VIEWS));
    }
}
