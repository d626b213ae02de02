package drolt.analysis;

import drolt.comparison.Summary;
import drolt.data.Shot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One recipe over the seeds that it was run with.
 *
 * @param arm what its runs call it
 * @param value of the key that is swept; NaN for what stands beside a sweep
 * @param seeds that were run
 * @param accuracies fractions in [0, 1]; a measure that a seed lacks is absent
 * @param radii mean over each group of classes; absent likewise
 */
public record SweepPoint(
        String arm, double value, int seeds, Map<SweepMeasure, Summary> accuracies, Map<Shot, Summary> radii) {
    static SweepPoint of(double value, Collection<SweepArm> seeds) {
        return new SweepPoint(
                seeds.iterator().next().name(),
                value,
                seeds.size(),
                summaries(SweepMeasure.class, seeds, SweepArm::accuracies),
                summaries(Shot.class, seeds, SweepArm::radii));
    }

    private static <K extends Enum<K>> Map<K, Summary> summaries(
            Class<K> keys, Collection<SweepArm> seeds, Function<SweepArm, Map<K, Double>> numbers) {
        Map<K, Summary> summaries = new EnumMap<>(keys);
        for (K key : keys.getEnumConstants()) {
            List<Double> values = new ArrayList<>();
            for (SweepArm seed : seeds) {
                Double value = numbers.apply(seed).get(key);
                if (value != null) {
                    values.add(value);
                }
            }
            if (values.size() == seeds.size()) {
                summaries.put(key, Summary.of(values));
            }
        }
        return Collections.unmodifiableMap(summaries);
    }

    /** Mean over the seeds; NaN where it was not measured. */
    public double accuracy(SweepMeasure measure) {
        return mean(accuracies.get(measure));
    }

    /** Mean radius of a group of classes over the seeds; NaN where there is none. */
    public double radius(Shot shot) {
        return mean(radii.get(shot));
    }

    private static double mean(@Nullable Summary summary) {
        return summary == null ? Double.NaN : summary.mean();
    }

    /** Standard deviation over the seeds; NaN where there is one alone, or none. */
    public double deviation(SweepMeasure measure) {
        Summary summary = accuracies.get(measure);
        Double deviation = summary == null ? null : summary.deviation();
        return deviation == null ? Double.NaN : deviation;
    }
}
