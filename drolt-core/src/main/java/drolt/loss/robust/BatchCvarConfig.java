package drolt.loss.robust;

import com.fasterxml.jackson.annotation.JsonTypeName;
import drolt.configuration.InvalidValueException;
import drolt.loss.Loss;
import drolt.loss.LossConfig;
import drolt.loss.LossContext;
import java.util.Arrays;

/**
 * Conditional value at risk: the mean cross-entropy of the worst share alpha of the batch, a sample on its edge counting
 * in part.
 *
 * <pre>{@code Q = {q: 0 <= q_i <= 1 / (alpha B), sum_i q_i = 1} }</pre>
 *
 * <p>Source: Levy et al., Large-Scale Methods for Distributionally Robust Optimization (2020), whose estimate is that of
 * the batch too; Rockafellar and Uryasev, Optimization of Conditional Value-at-Risk (2000).
 *
 * @param alpha share of the samples, in (0, 1]; 1 is cross-entropy
 */
@JsonTypeName("batch-cvar")
public record BatchCvarConfig(double alpha) implements LossConfig {
    public BatchCvarConfig {
        requireAlpha(alpha);
    }

    static void requireAlpha(double alpha) {
        if (!(alpha > 0 && alpha <= 1)) {
            throw new InvalidValueException("alpha", alpha, "must lie in (0, 1], for example 0.5");
        }
    }

    @Override
    public Loss build(LossContext context) {
        return new WorstCaseLoss("batchCvar", 0, context.counts(), (losses, labels) -> worst(losses));
    }

    private double[] worst(double[] losses) {
        double[] upper = new double[losses.length];
        Arrays.fill(upper, 1 / (alpha * losses.length));
        return BoundedWeights.worst(losses, new double[losses.length], upper);
    }
}
