package drolt.loss.robust;

import drolt.data.ClassCounts;
import drolt.loss.ClassValues;
import drolt.loss.Loss;
import drolt.loss.LossInput;
import drolt.loss.LossValue;
import drolt.loss.WorkingPrecision;
import drolt.tensor.Tensors;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * Cross-entropy under the worst weights of a batch's samples that a set of weights allows.
 *
 * <pre>{@code L = max over q in Q of sum_i q_i l_i,   l_i = -log p_y(i), of logits + tau log(n_c / N + 1e-12)}</pre>
 *
 * <p>The gradient is that of the sum at the weights that attain it (Danskin's theorem), so these are found on the host,
 * in double precision, and enter as constants. Where several attain it, one of them does.
 */
final class WorstCaseLoss implements Loss {
    private static final long NO_IGNORED_LABEL = -100;

    private final String part;
    private final Weights weights;
    private final ClassValues adjustments;
    private final boolean adjusts;

    /** A set of weights, by its worst member. */
    interface Weights {
        /**
         * The weights that make the sum of the losses greatest.
         *
         * @param losses of the samples [B], finite
         * @param labels of the samples, first B entries
         * @return [B], at least 0, of sum 1
         */
        double[] worst(double[] losses, int[] labels);
    }

    /**
     * @param part how the log calls it
     * @param tau of the adjustment; 0: the logits as they are
     */
    WorstCaseLoss(String part, double tau, ClassCounts counts, Weights weights) {
        this.part = part;
        this.weights = weights;
        adjusts = tau != 0;
        double[] logPriors = counts.logPriors();
        double[] values = new double[logPriors.length];
        for (int label = 0; label < values.length; label++) {
            values[label] = tau * logPriors[label];
        }
        adjustments = new ClassValues(values);
    }

    @Override
    public LossValue value(LossInput input) {
        Tensor logits = WorkingPrecision.of(input.logits());
        Tensor losses = torch.cross_entropy_loss(
                adjusts ? logits.add(adjustments.all(logits.scalar_type())) : logits,
                input.labels(),
                new TensorOptional(),
                torch.Reduction.None.value,
                NO_IGNORED_LABEL,
                0);
        double[] worst = weights.worst(Tensors.toDoubles(losses.detach()), input.hostLabels());
        Tensor total = losses.mul(Tensors.doubles(worst, worst.length).to(losses.scalar_type()))
                .sum();
        return new LossValue(
                total,
                List.of(
                        new LossValue.Part(part, total.detach()),
                        new LossValue.Part(
                                "crossEntropy", losses.detach().sum().div(new Scalar((double) worst.length)))));
    }

    @Override
    public void close() {
        adjustments.close();
    }
}
