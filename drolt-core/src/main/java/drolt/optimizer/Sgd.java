package drolt.optimizer;

import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Stochastic gradient descent with momentum.
 *
 * <pre>{@code
 * g' = g + weightDecay p
 * v  = momentum v + g'         (v = g' in a parameter's first step)
 * p  = p - rate v              (Nesterov: p - rate (g' + momentum v))
 * }</pre>
 *
 * <p>The learning rate stands outside the velocity v, as in PyTorch: a change of rate takes effect at once. State is
 * {@code <parameter>.momentum}, the velocity; none where momentum is 0. Gradients are left as they are.
 */
record Sgd(double momentum, boolean nesterov) implements UpdateRule {
    private static final String MOMENTUM = "momentum";

    @Override
    public List<String> remembered() {
        return momentum == 0 ? List.of() : List.of(MOMENTUM);
    }

    @Override
    public void update(ParameterState parameter, Tensor gradient, double rate, double weightDecay) {
        Tensor weights = parameter.parameter();
        Tensor direction = weightDecay == 0 ? gradient : gradient.add(weights, new Scalar(weightDecay));
        if (momentum != 0) {
            Scalar keep = new Scalar(momentum);
            Tensor velocity = parameter.get(MOMENTUM);
            if (velocity == null) {
                velocity = parameter.create(MOMENTUM);
                velocity.copy_(direction);
            } else {
                velocity.mul_(keep);
                velocity.add_(direction);
            }
            direction = nesterov ? direction.add(velocity, keep) : velocity;
        }
        weights.add_(direction, new Scalar(-rate));
    }
}
