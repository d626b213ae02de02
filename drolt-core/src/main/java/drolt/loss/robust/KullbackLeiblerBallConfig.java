package drolt.loss.robust;

import com.fasterxml.jackson.annotation.JsonTypeName;
import drolt.loss.Loss;
import drolt.loss.LossConfig;
import drolt.loss.LossContext;

/**
 * Cross-entropy under the worst weights of the batch's samples within a Kullback-Leibler ball:
 * {@link KullbackLeiblerBall}.
 *
 * @param radius of the ball, at least 0; 0 is cross-entropy
 */
@JsonTypeName("kl-ball")
public record KullbackLeiblerBallConfig(double radius) implements LossConfig {
    public KullbackLeiblerBallConfig {
        ChiSquareBallConfig.requireRadius(radius);
    }

    @Override
    public Loss build(LossContext context) {
        return new WorstCaseLoss(
                "klBall", 0, context.counts(), (losses, labels) -> KullbackLeiblerBall.worst(losses, radius));
    }
}
