package drolt.optimizer;

import drolt.tensor.NoGrad;
import drolt.tensor.StepScope;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Adam, and AdamW, which differs in where the weight decay enters.
 *
 * <pre>{@code
 * Adam:  g' = g + weightDecay p              AdamW: g' = g,  p = (1 - rate weightDecay) p
 * m = beta1 m + (1 - beta1) g',  v = beta2 v + (1 - beta2) g'^2
 * p = p - rate / (1 - beta1^t) m / (sqrt(v) / sqrt(1 - beta2^t) + epsilon)
 * }</pre>
 *
 * <p>t counts the steps in which the parameter had a gradient. State: {@code <parameter>.step} (int64 scalar),
 * {@code .firstMoment} m and {@code .secondMoment} v.
 *
 * <p>Sources: Kingma and Ba, Adam, 2015; Loshchilov and Hutter, Decoupled Weight Decay Regularization, 2019.
 */
final class Adam implements Optimizer {
    private static final String FIRST_MOMENT = "firstMoment";
    private static final String SECOND_MOMENT = "secondMoment";

    private final double beta1;
    private final double beta2;
    private final double epsilon;
    private final boolean decoupledDecay;
    private final OptimizerState state;

    Adam(List<ParameterGroup> groups, double beta1, double beta2, double epsilon, boolean decoupledDecay) {
        this.beta1 = beta1;
        this.beta2 = beta2;
        this.epsilon = epsilon;
        this.decoupledDecay = decoupledDecay;
        this.state = new OptimizerState(groups, List.of(OptimizerState.STEP, FIRST_MOMENT, SECOND_MOMENT));
    }

    @Override
    public void step(double learningRate) {
        try (StepScope scope = StepScope.open();
                NoGrad noGrad = NoGrad.open()) {
            Constants constants = new Constants(beta1, beta2, epsilon);
            for (OptimizerState.Group group : state.groups()) {
                double rate = learningRate * group.learningRateScale();
                for (ParameterState parameter : group.parameters()) {
                    Tensor gradient = parameter.gradient();
                    if (gradient != null) {
                        update(parameter, decayed(parameter, gradient, rate, group.weightDecay()), rate, constants);
                    }
                }
            }
        }
    }

    /** Applies the weight decay: to the weights where it is decoupled, else to the gradient, of which it makes a copy. */
    private Tensor decayed(ParameterState parameter, Tensor gradient, double rate, double weightDecay) {
        if (weightDecay == 0) {
            return gradient;
        }
        if (decoupledDecay) {
            parameter.parameter().mul_(new Scalar(1 - rate * weightDecay));
            return gradient;
        }
        return gradient.add(parameter.parameter(), new Scalar(weightDecay));
    }

    private void update(ParameterState parameter, Tensor gradient, double rate, Constants constants) {
        Tensor first = parameter.get(FIRST_MOMENT);
        Tensor second = parameter.get(SECOND_MOMENT);
        Tensor counter = parameter.get(OptimizerState.STEP);
        if (first == null || second == null || counter == null) {
            counter = parameter.createCounter(OptimizerState.STEP);
            first = parameter.create(FIRST_MOMENT);
            second = parameter.create(SECOND_MOMENT);
            first.zero_();
            second.zero_();
        }
        counter.add_(constants.one);
        double step = (double) counter.item_long();

        first.lerp_(gradient, constants.learn1);
        second.mul_(constants.keep2);
        second.addcmul_(gradient, gradient, constants.learn2);
        Tensor denominator = second.sqrt();
        denominator.div_(new Scalar(Math.sqrt(1 - Math.pow(beta2, step))));
        denominator.add_(constants.epsilon);
        parameter.parameter().addcdiv_(first, denominator, new Scalar(-rate / (1 - Math.pow(beta1, step))));
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

    /** The step's constants as the engine wants them; owned by the step's scope. */
    private static final class Constants {
        final Scalar one = new Scalar(1L);
        final Scalar learn1;
        final Scalar keep2;
        final Scalar learn2;
        final Scalar epsilon;

        Constants(double beta1, double beta2, double epsilon) {
            this.learn1 = new Scalar(1 - beta1);
            this.keep2 = new Scalar(beta2);
            this.learn2 = new Scalar(1 - beta2);
            this.epsilon = new Scalar(epsilon);
        }
    }
}
