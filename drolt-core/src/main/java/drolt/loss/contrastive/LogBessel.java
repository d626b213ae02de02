package drolt.loss.contrastive;

/**
 * The modified Bessel function of the first kind I_v, without the power of its argument, so that all is finite at 0:
 * {@code h(x) = log(I_v(x) / x^v)}.
 *
 * <p>For orders from 60 on by the uniform asymptotic expansion (Debye; NIST Handbook of Mathematical Functions, 10.41.3),
 * five terms, good to 1e-10 for all x. Lower orders by the recurrence I_(k-1) = (2k / x) I_k + I_(k+1) downwards, the
 * direction in which errors shrink.
 */
final class LogBessel {
    private static final double LEAST_EXPANDED = 60;
    private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

    /** Coefficients of u_1 to u_5 in powers of t^2, the power t^k before them aside, and their common denominators. */
    private static final double[][] TERMS = {
        {3, -5},
        {81, -462, 385},
        {30375, -369603, 765765, -425425},
        {4465125, -94121676, 349922430, -446185740, 185910725},
        {1519035525, -49286948607.0, 284499769554.0, -614135872350.0, 566098157625.0, -188699385875.0}
    };

    private static final double[] DENOMINATORS = {24, 1152, 414720, 39813120, 6688604160.0};

    private final double order;
    private final int steps;

    /** @param order v, at least 0 */
    LogBessel(double order) {
        this.order = order;
        steps = (int) Math.ceil(Math.max(0, LEAST_EXPANDED - order));
    }

    /**
     * What is known of one argument.
     *
     * @param log h(x)
     * @param ratio I_(v+1)(x) / (x I_v(x)), which is h'(x) / x and twice the derivative of h by x^2
     */
    record Value(double log, double ratio) {}

    /** @param x at least 0 */
    Value at(double x) {
        double log = expanded(order + steps, x);
        double ratio = Math.exp(expanded(order + steps + 1, x) - log);
        for (int step = steps - 1; step >= 0; step--) {
            ratio = 1 / (2 * (order + step + 1) + x * x * ratio);
            log -= Math.log(ratio);
        }
        return new Value(log, ratio);
    }

    private static double expanded(double v, double x) {
        double root = Math.sqrt(v * v + x * x);
        double t = v / root;
        double sum = 1;
        double power = 1;
        for (int term = 0; term < TERMS.length; term++) {
            power *= t / v;
            sum += power * polynomial(TERMS[term], t * t) / DENOMINATORS[term];
        }
        return root - v * Math.log(v + root) - HALF_LOG_TWO_PI - 0.5 * Math.log(root) + Math.log(sum);
    }

    private static double polynomial(double[] coefficients, double x) {
        double value = 0;
        for (int i = coefficients.length - 1; i >= 0; i--) {
            value = value * x + coefficients[i];
        }
        return value;
    }
}
