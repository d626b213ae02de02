package drolt.sampling;

/**
 * The distribution Beta(alpha, alpha) on [0, 1], with mean 1/2 and variance 1 / (4 (2 alpha + 1)).
 *
 * <pre>{@code X / (X + Y) with X, Y ~ Gamma(alpha)}</pre>
 *
 * <p>Gammas are drawn as by Marsaglia and Tsang, A Simple Method for Generating Gamma Variables (2000), below 1 as
 * {@code Gamma(alpha + 1) U^(1/alpha)}, and as logarithms, which do not underflow for small alpha. Only + - * /, sqrt and
 * {@link StrictMath}: the same bits on every Java version.
 *
 * @param alpha at least 0.001
 */
public record SymmetricBeta(double alpha) {
    private static final double SMALLEST = 0.001;

    public SymmetricBeta {
        if (!(alpha >= SMALLEST && alpha < Double.POSITIVE_INFINITY)) { // written so that NaN fails
            throw new IllegalArgumentException("alpha " + alpha + " must be at least " + SMALLEST);
        }
    }

    /** One variate; the stream moves on by as many numbers as it takes. */
    public double draw(ReseedableRandom random) {
        double first = logGamma(random);
        double second = logGamma(random);
        return 1 / (1 + StrictMath.exp(second - first));
    }

    private double logGamma(ReseedableRandom random) {
        double shape = alpha < 1 ? alpha + 1 : alpha;
        double d = shape - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double normal = gaussian(random);
            double root = 1 + c * normal;
            double v = root * root * root;
            if (root > 0 && logUniform(random) < normal * normal / 2 + d * (1 - v + StrictMath.log(v))) {
                double boost = alpha < 1 ? logUniform(random) / alpha : 0;
                return StrictMath.log(d * v) + boost;
            }
        }
    }

    /** Marsaglia's polar method; its second variate is not kept. */
    private static double gaussian(ReseedableRandom random) {
        while (true) {
            double x = 2 * random.nextDouble() - 1;
            double y = 2 * random.nextDouble() - 1;
            double square = x * x + y * y;
            if (square > 0 && square < 1) {
                return x * Math.sqrt(-2 * StrictMath.log(square) / square);
            }
        }
    }

    /** Logarithm of a number in (0, 1], so that it is finite. */
    private static double logUniform(ReseedableRandom random) {
        return StrictMath.log(1 - random.nextDouble());
    }
}
