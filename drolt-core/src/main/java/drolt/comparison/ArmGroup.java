package drolt.comparison;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One arm over several seeds. */
public final class ArmGroup {
    private final String label;
    private final SortedMap<Long, Observation> bySeed;

    ArmGroup(String label, SortedMap<Long, Observation> bySeed) {
        this.label = label;
        this.bySeed = Collections.unmodifiableSortedMap(new TreeMap<>(bySeed));
    }

    /** What its row is called: the arm's name, with its run's where two recipes have an arm of that name. */
    public String label() {
        return label;
    }

    /** Seeds in rising order. */
    public Set<Long> seeds() {
        return bySeed.keySet();
    }

    /** Mean and deviation over the seeds; null where the measure does not exist. */
    public @Nullable Summary summary(Measure measure) {
        List<Double> values = new ArrayList<>();
        for (Observation observation : bySeed.values()) {
            Double value = observation.value(measure);
            if (value == null) {
                return null;
            }
            values.add(value);
        }
        return Summary.of(values);
    }

    /** What this arm has more than another, over the seeds on which both trained on the same images. */
    public PairedDifference minus(ArmGroup baseline, Measure measure) {
        List<Double> mine = new ArrayList<>();
        List<Double> others = new ArrayList<>();
        bySeed.forEach((seed, observation) -> {
            Observation other = baseline.bySeed.get(seed);
            if (other != null
                    && other.split().equals(observation.split())
                    && observation.value(measure) != null
                    && other.value(measure) != null) {
                mine.add(Objects.requireNonNull(observation.value(measure)));
                others.add(Objects.requireNonNull(other.value(measure)));
            }
        });
        return PairedDifference.of(mine, others);
    }
}
