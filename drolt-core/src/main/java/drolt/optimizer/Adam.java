package drolt.optimizer;

import java.util.List;
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
record Adam(double beta1, double beta2, double epsilon, boolean decoupledDecay) implements UpdateRule {
    private static final String FIRST_MOMENT = "firstMoment";
    private static final String SECOND_MOMENT = "secondMoment";

    @Override
    public List<String> remembered() {
        return List.of(OptimizerState.STEP, FIRST_MOMENT, SECOND_MOMENT);
    }

    @Override
    public void update(ParameterState parameter, Tensor gradient, double rate, double weightDecay) {
        Tensor direction = decayed(parameter, gradient, rate, weightDecay);
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
        counter.add_(new Scalar(1L));
        double step = (double) counter.item_long();

        first.lerp_(direction, new Scalar(1 - beta1));
        second.mul_(new Scalar(beta2));
        second.addcmul_(direction, direction, new Scalar(1 - beta2));
        Tensor denominator = second.sqrt();
        denominator.div_(new Scalar(Math.sqrt(1 - Math.pow(beta2, step))));
        denominator.add_(new Scalar(epsilon));
        parameter.parameter().addcdiv_(first, denominator, new Scalar(-rate / (1 - Math.pow(beta1, step))));
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
}
