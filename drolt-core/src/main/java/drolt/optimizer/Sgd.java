package drolt.optimizer;

import drolt.tensor.NoGrad;
import drolt.tensor.StepScope;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

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
final class Sgd implements Optimizer {
    private static final String MOMENTUM = "momentum";

    private final double momentum;
    private final boolean nesterov;
    private final OptimizerState state;

    Sgd(List<ParameterGroup> groups, double momentum, boolean nesterov) {
        this.momentum = momentum;
        this.nesterov = nesterov;
        this.state = new OptimizerState(groups, momentum == 0 ? List.of() : List.of(MOMENTUM));
    }

    @Override
    public void step(double learningRate) {
        try (StepScope scope = StepScope.open();
                NoGrad noGrad = NoGrad.open()) {
            Scalar keep = new Scalar(momentum);
            for (OptimizerState.Group group : state.groups()) {
                Scalar descent = new Scalar(-learningRate * group.learningRateScale());
                @Nullable Scalar decay = group.weightDecay() == 0 ? null : new Scalar(group.weightDecay());
                for (ParameterState parameter : group.parameters()) {
                    Tensor gradient = parameter.gradient();
                    if (gradient != null) {
                        update(parameter, gradient, keep, descent, decay);
                    }
                }
            }
        }
    }

    private void update(
            ParameterState parameter, Tensor gradient, Scalar keep, Scalar descent, @Nullable Scalar decay) {
        Tensor weights = parameter.parameter();
        Tensor direction = decay == null ? gradient : gradient.add(weights, decay);
        if (momentum != 0) {
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
        weights.add_(direction, descent);
    }

    @Override
    public void clearGradients() {
        state.clearGradients();
    }

    @Override
    public Map<String, Tensor> state() {
        return state.view();
    }

    @Override
    public void restore(Map<String, Tensor> stored) {
        state.restore(stored);
    }

    @Override
    public void close() {
        state.close();
    }
}
