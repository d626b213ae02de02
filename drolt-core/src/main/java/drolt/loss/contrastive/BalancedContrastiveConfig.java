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
 * Balanced contrastive learning: {@link BalancedContrastiveLoss}.
 *
 * @param tau power of the class's share in the logit adjustment, in [0, 10]
 * @param crossEntropyWeight of the logit-adjusted cross-entropy, at least 0
 * @param contrastWeight of the contrast, above 0
 * @param temperature T, above 0
 * @param contrast which views are compared
 * @param head between features and sphere; the prototypes have one alike of their own
 */
@JsonTypeName("balanced-contrastive")
public record BalancedContrastiveConfig(
        double tau,
        double crossEntropyWeight,
        double contrastWeight,
        double temperature,
        ContrastedViews contrast,
        ProjectionHeadConfig head)
        implements LossConfig {
    private static final int COMPARED = 2;

    public BalancedContrastiveConfig {
        requireTerms(tau, crossEntropyWeight, contrastWeight);
        SupervisedContrastiveConfig.requirePositive("temperature", temperature);
    }

    static void requireTerms(double tau, double crossEntropyWeight, double contrastWeight) {
        if (!(tau >= 0 && tau <= 10)) {
            throw new InvalidValueException("tau", tau, "must lie in [0, 10], for example 1.0");
        }
        if (!(crossEntropyWeight >= 0 && crossEntropyWeight < Double.POSITIVE_INFINITY)) {
            throw new InvalidValueException(
                    "crossEntropyWeight", crossEntropyWeight, "must be at least 0 and finite, for example 1.0");
        }
        SupervisedContrastiveConfig.requirePositive("contrastWeight", contrastWeight);
    }

    @Override
    public Loss build(LossContext context) {
        return new BalancedContrastiveLoss(this, context);
    }

    @Override
    public boolean judgesFirstViewApart() {
        return contrast == ContrastedViews.OTHERS;
    }

    @Override
    public LossNeeds needs() {
        return new LossNeeds(Set.of(), false, false, Set.of(head.update()), ViewRange.atLeast(contrast.of(COMPARED)));
    }
}
