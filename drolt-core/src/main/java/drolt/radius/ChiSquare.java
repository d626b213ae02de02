package drolt.radius;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * The chi-square distribution, with its distribution function in logarithms, exact far below what a double can hold.
 *
 * <p>In the lower part, {@code log F(x) = log f(x) + log(2 x / D) + log S} with f the density and the series
 * {@code S = sum over k >= 0 of (x/2)^k / ((a+1) ... (a+k))}, {@code a = D/2}: all terms are positive, so nothing
 * cancels. In the upper part F is 1 minus a small number. Source: NIST Digital Library of Mathematical Functions,
 * section 8.7.1.
 */
final class ChiSquare {
    private final double degrees;
    private final ChiSquaredDistribution distribution;

    /** @param degrees of freedom D, at least 1 */
    ChiSquare(int degrees) {
        this.degrees = degrees;
        this.distribution = ChiSquaredDistribution.of(degrees);
    }

    /** F(x). */
    double cumulative(double x) {
        return distribution.cumulativeProbability(x);
    }

    /** The x that is exceeded with the given probability, in (0, 1). */
    double quantileOfSurvival(double probability) {
        return distribution.inverseSurvivalProbability(probability);
    }

    /** log F(x), minus infinity at 0. */
    double logCumulative(double x) {
        if (x <= 0) {
            return Double.NEGATIVE_INFINITY;
        }
        if (inUpperPart(x)) {
            return Math.log1p(-distribution.survivalProbability(x));
        }
        return distribution.logDensity(x) + Math.log(2 * x / degrees) + Math.log(series(x));
    }

    /** The derivative of log F by log x: at most D/2, which it tends to at 0. */
    double logCumulativeByLog(double x) {
        if (x <= 0) {
            return degrees / 2;
        }
        if (Double.isInfinite(x)) {
            return 0;
        }
        if (inUpperPart(x)) {
            return x * distribution.density(x) / distribution.cumulativeProbability(x);
        }
        return degrees / (2 * series(x));
    }

    /** Where F is at least a half; a bound on the number of terms of the series, too. */
    private boolean inUpperPart(double x) {
        return x > degrees + 2;
    }

    private double series(double x) {
        double half = x / 2;
        double term = 1;
        double sum = 1;
        double divisor = degrees / 2;
        while (term > sum * 0x1p-54) {
            divisor++;
            term *= half / divisor;
            sum += term;
        }
        return sum;
    }
}
