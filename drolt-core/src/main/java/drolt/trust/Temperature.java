package drolt.trust;

import drolt.configuration.InvalidValueException;

/**
 * One number by which logits are divided, so that probabilities agree with how often a network is right. What is the most
 * probable class stays so.
 *
 * <p>Source: Guo et al., On Calibration of Modern Neural Networks, 2017, section 4.2.
 *
 * @param value in [1/{@value #RANGE}, {@value #RANGE}]; above 1 a network was too sure
 */
public record Temperature(double value) {
    static final double RANGE = 20;

    private static final int MOST_STEPS = 100;
    private static final double PRECISION = 1e-10;

    public Temperature {
        if (!(value >= 1 / RANGE && value <= RANGE)) {
            throw new InvalidValueException("temperature", value, "must lie in [1/20, 20]");
        }
    }

    /**
     * The temperature with the least mean cross-entropy.
     *
     * <p>That is convex in the reciprocal of the temperature; its slope is brought to 0 by Newton's steps, and by halving
     * where such a step would lead out of the interval that holds the solution.
     *
     * @param losses row-major [N, C], cross-entropies of each image with each class as the true one; those of images that
     *     are infinite or NaN at the true class do not count
     * @param labels true classes [N]
     * @return 1 where no image counts
     */
    public static Temperature fit(float[] losses, int[] labels) {
        double low = 1 / RANGE;
        double high = RANGE;
        double inverse = 1;
        for (int step = 0; step < MOST_STEPS; step++) {
            Slope slope = Slope.at(inverse, losses, labels);
            if (slope.first == 0) {
                break;
            }
            if (slope.first > 0) {
                high = inverse;
            } else {
                low = inverse;
            }
            double newton = inverse - slope.first / slope.second;
            double next = newton > low && newton < high ? newton : Math.sqrt(low * high); // NaN is neither
            boolean found = Math.abs(next - inverse) <= PRECISION * inverse;
            inverse = next;
            if (found) {
                break;
            }
        }
        return new Temperature(Math.max(1 / RANGE, Math.min(RANGE, 1 / inverse)));
    }

    /**
     * Derivatives of the summed cross-entropy by the reciprocal of the temperature.
     *
     * @param first rises with it
     * @param second at least 0
     */
    private record Slope(double first, double second) {
        static Slope at(double inverse, float[] losses, int[] labels) {
            int classes = labels.length == 0 ? 0 : losses.length / labels.length;
            double first = 0;
            double second = 0;
            for (int image = 0; image < labels.length; image++) {
                int row = image * classes;
                double truth = losses[row + labels[image]];
                if (!Double.isFinite(truth)) {
                    continue;
                }
                double least = least(losses, row, classes);
                double sum = 0;
                double mean = 0;
                double square = 0;
                for (int label = 0; label < classes; label++) {
                    double above = losses[row + label] - least; // small numbers keep their digits
                    double weight = Math.exp(-inverse * above);
                    if (weight > 0) {
                        sum += weight;
                        mean += weight * above;
                        square += weight * above * above;
                    }
                }
                mean /= sum;
                first += truth - least - mean;
                second += square / sum - mean * mean;
            }
            return new Slope(first, second);
        }

        private static double least(float[] losses, int row, int classes) {
            double least = Double.POSITIVE_INFINITY;
            for (int label = 0; label < classes; label++) {
                least = Math.min(least, losses[row + label]);
            }
            return least;
        }
    }

    /**
     * Probabilities of the classes at this temperature.
     *
     * @param losses of one image [C], {@code -log} of the network's own probabilities
     * @return [C], summing to 1 but for rounding
     */
    public float[] probabilities(float[] losses) {
        double least = Double.POSITIVE_INFINITY;
        for (float loss : losses) {
            least = Math.min(least, loss);
        }
        double[] weights = new double[losses.length];
        double sum = 0;
        for (int label = 0; label < losses.length; label++) {
            weights[label] = Math.exp((least - losses[label]) / value);
            sum += weights[label];
        }
        float[] probabilities = new float[losses.length];
        for (int label = 0; label < losses.length; label++) {
            probabilities[label] = (float) (weights[label] / sum);
        }
        return probabilities;
    }
}
