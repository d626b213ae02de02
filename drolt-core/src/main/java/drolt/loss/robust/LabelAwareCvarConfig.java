package drolt.loss.robust;

import com.fasterxml.jackson.annotation.JsonTypeName;
import drolt.configuration.InvalidValueException;
import drolt.data.ClassCounts;
import drolt.loss.Loss;
import drolt.loss.LossConfig;
import drolt.loss.LossContext;

/**
 * Label-aware bounded conditional value at risk: rare classes may weigh more than frequent ones, and none is left out.
 *
 * <pre>{@code Q = {q: beta / B <= q_i <= (n_max / n_c)^power / (alpha B), sum_i q_i = 1},   c the sample's class }</pre>
 *
 * <p>Source: Zhu et al., Robust Long-Tailed Learning via Label-Aware Bounded CVaR (2023). Bounds on both sides that
 * depend on the class, and logits that are adjusted ({@code tau}), are theirs; this family of bounds is ours, for we
 * have not seen those that they prove best. A class without images counts as one with a single one.
 *
 * @param alpha in (0, 1]: the most that a sample of the largest class may weigh is 1 / alpha times its share
 * @param beta in [0, 1]: the least that any sample weighs, over its share; 1 is cross-entropy
 * @param power at least 0: how much more a rare class may weigh; 0 is alike for all
 * @param tau of the logits' adjustment, in [0, 10]; 0: none, 1 is their LAB-CVaR-logit
 */
@JsonTypeName("label-aware-cvar")
public record LabelAwareCvarConfig(double alpha, double beta, double power, double tau) implements LossConfig {
    private static final double LARGEST_POWER = 10;

    public LabelAwareCvarConfig {
        BatchCvarConfig.requireAlpha(alpha);
        if (!(beta >= 0 && beta <= 1)) {
            throw new InvalidValueException("beta", beta, "must lie in [0, 1], for example 0.5");
        }
        if (!(power >= 0 && power <= LARGEST_POWER)) {
            throw new InvalidValueException("power", power, "must lie in [0, 10], for example 0.25");
        }
        if (!(tau >= 0 && tau <= 10)) {
            throw new InvalidValueException("tau", tau, "must lie in [0, 10], for example 1.0");
        }
    }

    @Override
    public Loss build(LossContext context) {
        ClassCounts counts = context.counts();
        double[] ceilings = new double[counts.classCount()];
        for (int label = 0; label < ceilings.length; label++) {
            double ratio = (double) Math.max(counts.largest(), 1) / Math.max(counts.of(label), 1);
            ceilings[label] = Math.pow(ratio, power) / alpha;
        }
        return new WorstCaseLoss("labelAwareCvar", tau, counts, (losses, labels) -> worst(losses, labels, ceilings));
    }

    private double[] worst(double[] losses, int[] labels, double[] ceilings) {
        double[] lower = new double[losses.length];
        double[] upper = new double[losses.length];
        for (int i = 0; i < losses.length; i++) {
            lower[i] = beta / losses.length;
            upper[i] = ceilings[labels[i]] / losses.length;
        }
        return BoundedWeights.worst(losses, lower, upper);
    }
}
