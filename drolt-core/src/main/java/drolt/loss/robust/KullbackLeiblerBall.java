package drolt.loss.robust;

import java.util.Arrays;

/**
 * Weights within a Kullback-Leibler ball around equal ones, {@code sum_i q_i log(n q_i) <= radius}.
 *
 * <p>The worst ones are in proportion to {@code exp(l_i / t)}, with the temperature t at which the ball's edge is
 * reached: the one number over which the dual {@code t log mean exp(l / t) + t radius} is least. The divergence falls
 * with t, and lies below {@code (range of l)^2 / (8 t^2)}. Source: Hu and Hong, Kullback-Leibler Divergence Constrained
 * Distributionally Robust Optimization (2013).
 */
public final class KullbackLeiblerBall {
    private static final int HALVINGS = 200;
    private static final double COLDEST = 1e-16;

    private KullbackLeiblerBall() {}

    /**
     * The weights that make the sum of the losses greatest.
     *
     * @param losses [n], finite, n at least 1
     * @param radius at least 0
     * @return [n], of sum 1
     */
    public static double[] worst(double[] losses, double radius) {
        int size = losses.length;
        double largest = Arrays.stream(losses).max().orElseThrow();
        double range = largest - Arrays.stream(losses).min().orElseThrow();
        if (range == 0 || radius == 0) {
            return Arrays.stream(losses).map(loss -> 1.0 / size).toArray();
        }
        long atTop = Arrays.stream(losses).filter(loss -> loss == largest).count();
        if (Math.log((double) size / atTop) <= radius) { // the ball reaches the corner
            return Arrays.stream(losses)
                    .map(loss -> loss == largest ? 1.0 / atTop : 0)
                    .toArray();
        }
        double outside = Math.log(range * COLDEST); // logarithms of temperatures
        double inside = Math.log(range / Math.sqrt(8 * radius)) + 1;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (inside + outside) / 2;
            if (divergence(tilted(losses, largest, Math.exp(middle))) <= radius) {
                inside = middle;
            } else {
                outside = middle;
            }
        }
        return tilted(losses, largest, Math.exp(inside));
    }

    private static double[] tilted(double[] losses, double largest, double temperature) {
        double[] weights = Arrays.stream(losses)
                .map(loss -> Math.exp((loss - largest) / temperature))
                .toArray();
        double sum = Arrays.stream(weights).sum();
        return Arrays.stream(weights).map(weight -> weight / sum).toArray();
    }

    /** From equal weights. */
    static double divergence(double[] weights) {
        double sum = 0;
        for (double weight : weights) {
            if (weight > 0) {
                sum += weight * Math.log(weight * weights.length);
            }
        }
        return sum;
    }
}
