package drolt.optimizer;

import drolt.tensor.NoGrad;
import drolt.tensor.StepScope;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** Applies an {@link UpdateRule} to every parameter that has a gradient. */
final class RuleOptimizer implements Optimizer {
    private final UpdateRule rule;
    private final OptimizerState state;

    RuleOptimizer(List<ParameterGroup> groups, UpdateRule rule) {
        this.rule = rule;
        this.state = new OptimizerState(groups, rule.remembered());
    }

    @Override
    public void step(double learningRate) {
        try (StepScope scope = StepScope.open();
                NoGrad noGrad = NoGrad.open()) {
            for (OptimizerState.Group group : state.groups()) {
                double rate = learningRate * group.learningRateScale();
                for (ParameterState parameter : group.parameters()) {
                    Tensor gradient = parameter.gradient();
                    if (gradient != null) {
                        rule.update(parameter, gradient, rate, group.weightDecay());
                    }
                }
            }
        }
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
