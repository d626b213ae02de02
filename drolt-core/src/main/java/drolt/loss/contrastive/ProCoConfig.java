package drolt.loss.contrastive;

import com.fasterxml.jackson.annotation.JsonTypeName;
import drolt.loss.Loss;
import drolt.loss.LossConfig;
import drolt.loss.LossContext;
import drolt.loss.LossNeeds;
import drolt.loss.ViewRange;
import java.util.Set;

/**
 * Probabilistic contrastive learning: {@link ProCoLoss}.
 *
 * @param tau power of the class's share in both logit adjustments, in [0, 10]
 * @param crossEntropyWeight of the logit-adjusted cross-entropy, at least 0
 * @param contrastWeight of the contrast, above 0
 * @param temperature T, above 0
 * @param contrast which views are compared; one is enough, as they are compared with classes and not with views
 * @param head between features and sphere
 */
@JsonTypeName("proco")
public record ProCoConfig(
        double tau,
        double crossEntropyWeight,
        double contrastWeight,
        double temperature,
        ContrastedViews contrast,
        ProjectionHeadConfig head)
        implements LossConfig {
    public ProCoConfig {
        BalancedContrastiveConfig.requireTerms(tau, crossEntropyWeight, contrastWeight);
        SupervisedContrastiveConfig.requirePositive("temperature", temperature);
    }

    @Override
    public Loss build(LossContext context) {
        return new ProCoLoss(this, context);
    }

    @Override
    public LossNeeds needs() {
        return new LossNeeds(Set.of(), false, true, Set.of(head.update()), ViewRange.atLeast(contrast.of(1)));
    }
}
