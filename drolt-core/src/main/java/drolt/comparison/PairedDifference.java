package drolt.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.commons.statistics.distribution.TDistribution;
import org.jspecify.annotations.Nullable;

/**
 * Two arms on the same seeds: what the one has more than the other, and whether that is more than noise.
 *
 * <p>Of pairs {@code d_i = x_i - y_i}: mean, standard error {@code s / sqrt(n)}, the two-sided p-value of Student's
 * paired t-test with n - 1 degrees of freedom, and the interval {@code mean +- t(0.975, n - 1) s / sqrt(n)}.
 *
 * @param pairs number of seeds that both have
 * @param mean null without a pair
 * @param standardError null, as the rest, with fewer than two pairs: noise cannot be judged then
 * @param pValue probability of so large a difference if there were none
 * @param lower end of the 95 % confidence interval
 * @param upper end of the 95 % confidence interval
 */
public record PairedDifference(
        int pairs,
        @Nullable Double mean,
        @Nullable Double standardError,
        @Nullable Double pValue,
        @Nullable Double lower,
        @Nullable Double upper) {
    private static final double TAIL = 0.025;
    private static final int FEWEST_PAIRS = 2;

    /**
     * Of pairs that stand at the same places.
     *
     * @throws IllegalArgumentException if the lists differ in length
     */
    static PairedDifference of(List<Double> values, List<Double> baseline) {
        if (values.size() != baseline.size()) {
            throw new IllegalArgumentException(values.size() + " values against " + baseline.size());
        }
        List<Double> differences = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            differences.add(values.get(i) - baseline.get(i));
        }
        if (differences.isEmpty()) {
            return new PairedDifference(0, null, null, null, null, null);
        }
        Summary summary = Summary.of(differences);
        int pairs = summary.count();
        if (pairs < FEWEST_PAIRS) {
            return new PairedDifference(pairs, summary.mean(), null, null, null, null);
        }
        double error = Objects.requireNonNull(summary.deviation()) / Math.sqrt(pairs);
        TDistribution student = TDistribution.of(pairs - 1);
        double reach = student.inverseSurvivalProbability(TAIL) * error;
        return new PairedDifference(
                pairs,
                summary.mean(),
                error,
                pValue(summary.mean(), error, student),
                summary.mean() - reach,
                summary.mean() + reach);
    }

    private static double pValue(double mean, double error, TDistribution student) {
        if (error == 0) { // all pairs differ by the same
            return mean == 0 ? 1 : 0;
        }
        return 2 * student.survivalProbability(Math.abs(mean) / error);
    }

    /** Whether there are enough pairs to distinguish a difference from noise. */
    public boolean isJudged() {
        return pairs >= FEWEST_PAIRS;
    }
}
