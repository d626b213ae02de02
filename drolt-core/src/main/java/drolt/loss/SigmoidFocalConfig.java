package drolt.loss;

import com.fasterxml.jackson.annotation.JsonTypeName;
import org.jspecify.annotations.Nullable;

/**
 * The class-balanced focal loss on a sigmoid for each class: {@link SigmoidFocalLoss}.
 *
 * @param gamma how much decisions that are right already are held down, at least 0
 * @param weighting of the classes, scaled to sum C
 * @param beta of {@link ClassWeighting#EFFECTIVE_NUMBER}, in [0, 1); null: 0.9999
 */
@JsonTypeName("sigmoid-focal")
public record SigmoidFocalConfig(
        double gamma, ClassWeighting weighting, @Nullable Double beta) implements LossConfig {
    public SigmoidFocalConfig {
        FocalConfig.requireGamma(gamma);
        weighting.requireFits(beta);
    }

    @Override
    public Loss build(LossContext context) {
        return new SigmoidFocalLoss(this, context.counts());
    }
}
