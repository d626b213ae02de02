package drolt.loss.contrastive;

/** The normaliser of the von Mises-Fisher distribution by quadrature, for tests. */
final class VonMisesFisherIntegral {
    private static final int POINTS = 2000; // two a standard deviation at x = 1e5
    private static final double[] COSINES = new double[POINTS];
    private static final double[] LOG_SINES = new double[POINTS];

    static {
        for (int i = 1; i < POINTS; i++) {
            COSINES[i] = Math.cos(Math.PI * i / POINTS);
            LOG_SINES[i] = Math.log(Math.sin(Math.PI * i / POINTS));
        }
    }

    private VonMisesFisherIntegral() {}

    /**
     * {@code log of the integral of exp(x cos t) sin(t)^(2 order), t from 0 to pi}, by the trapezoidal rule, which is as
     * good as exact for such functions.
     *
     * @param order half of the dimension, less 1; an integer above 0
     */
    static double log(double order, double x) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 1; i < POINTS; i++) {
            largest = Math.max(largest, x * COSINES[i] + 2 * order * LOG_SINES[i]);
        }
        double sum = 0;
        for (int i = 1; i < POINTS; i++) {
            sum += Math.exp(x * COSINES[i] + 2 * order * LOG_SINES[i] - largest);
        }
        return largest + Math.log(sum * Math.PI / POINTS);
    }
}
