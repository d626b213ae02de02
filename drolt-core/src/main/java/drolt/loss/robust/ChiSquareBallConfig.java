package drolt.loss.robust;

import com.fasterxml.jackson.annotation.JsonTypeName;
import drolt.configuration.InvalidValueException;
import drolt.loss.Loss;
import drolt.loss.LossConfig;
import drolt.loss.LossContext;
import java.util.Arrays;

/**
 * Cross-entropy under the worst weights within a chi-square ball around equal ones.
 *
 * <pre>{@code Q = {q >= 0: sum_i q_i = 1, 1 / (2 B) sum_i (B q_i - 1)^2 <= radius} }</pre>
 *
 * <p>The worst weights are {@code (l_i - eta)_+} over their sum, with the eta at which the ball's edge is reached; there
 * is one, for the divergence rises with eta. Source: Levy et al., Large-Scale Methods for Distributionally Robust
 * Optimization (2020), whose estimate is that of the batch too.
 *
 * @param radius of the ball, at least 0; 0 is cross-entropy
 */
@JsonTypeName("chi-square-ball")
public record ChiSquareBallConfig(double radius) implements LossConfig {
    private static final int HALVINGS = 200;

    public ChiSquareBallConfig {
        requireRadius(radius);
    }

    static void requireRadius(double radius) {
        if (!(radius >= 0 && radius < Double.POSITIVE_INFINITY)) {
            throw new InvalidValueException("radius", radius, "must be at least 0 and finite, for example 1.0");
        }
    }

    @Override
    public Loss build(LossContext context) {
        return new WorstCaseLoss("chiSquareBall", 0, context.counts(), (losses, labels) -> worst(losses));
    }

    private double[] worst(double[] losses) {
        int size = losses.length;
        double largest = Arrays.stream(losses).max().orElseThrow();
        double smallest = Arrays.stream(losses).min().orElseThrow();
        long atTop = Arrays.stream(losses).filter(loss -> loss == largest).count();
        if (largest == smallest || radius == 0) {
            return Arrays.stream(losses).map(loss -> 1.0 / size).toArray();
        }
        if (((double) size / atTop - 1) / 2 <= radius) { // the ball reaches the corner
            return Arrays.stream(losses)
                    .map(loss -> loss == largest ? 1.0 / atTop : 0)
                    .toArray();
        }
        double mean = Arrays.stream(losses).average().orElseThrow();
        double variance = Arrays.stream(losses)
                .map(loss -> (loss - mean) * (loss - mean))
                .average()
                .orElseThrow();
        double inside = Math.min(smallest, mean - Math.sqrt(variance / (2 * radius))) - (largest - smallest);
        double outside = largest;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (inside + outside) / 2;
            if (divergence(losses, middle) <= radius) {
                inside = middle;
            } else {
                outside = middle;
            }
        }
        return above(losses, inside);
    }

    private static double divergence(double[] losses, double eta) {
        double squares = 0;
        for (double weight : above(losses, eta)) {
            double excess = losses.length * weight - 1;
            squares += excess * excess;
        }
        return squares / (2 * losses.length); // NaN, and so outside, where eta has left no loss above it
    }

    private static double[] above(double[] losses, double eta) {
        double[] weights =
                Arrays.stream(losses).map(loss -> Math.max(loss - eta, 0)).toArray();
        double sum = Arrays.stream(weights).sum();
        return Arrays.stream(weights).map(weight -> weight / sum).toArray();
    }
}
