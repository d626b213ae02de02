package drolt.evaluation;

import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * Where the probability lies behind a share that was counted, by the exact interval, which is never too short. It tells
 * what another draw of as many images would change, and nothing of what another training would.
 *
 * <p>Source: Clopper and Pearson, The Use of Confidence or Fiducial Limits Illustrated in the Case of the Binomial, 1934.
 *
 * @param lower end, in [0, 1]
 * @param upper end, in [0, 1]
 */
public record ProportionInterval(double lower, double upper) {
    /**
     * From a count.
     *
     * @param successes in 0..{@code trials}
     * @param trials at least 1
     * @param confidence probability that the interval holds the true share, in (0, 1)
     * @throws IllegalArgumentException if one of them lies outside
     */
    public static ProportionInterval of(long successes, long trials, double confidence) {
        if (!(trials >= 1 && successes >= 0 && successes <= trials && confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException(successes + " of " + trials + " with confidence " + confidence);
        }
        double tail = (1 - confidence) / 2;
        double failures = (double) (trials - successes);
        return new ProportionInterval(
                successes == 0
                        ? 0
                        : BetaDistribution.of((double) successes, failures + 1).inverseCumulativeProbability(tail),
                successes == trials
                        ? 1
                        : BetaDistribution.of(successes + 1.0, failures).inverseSurvivalProbability(tail));
    }
}
