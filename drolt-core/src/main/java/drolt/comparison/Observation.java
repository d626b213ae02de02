package drolt.comparison;

import drolt.experiment.ArmResult;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One arm of one run.
 *
 * @param run how messages call the run
 * @param split fingerprint of the images trained on
 * @param weights digest of the final weights
 * @param values in percent; a measure that does not exist is absent
 */
record Observation(String run, long seed, String split, String weights, Map<Measure, Double> values) {
    static Observation of(String run, long seed, String split, ArmResult arm) {
        Map<Measure, Double> values = new EnumMap<>(Measure.class);
        for (Measure measure : Measure.values()) {
            Double value = measure.of(arm);
            if (value != null) {
                values.put(measure, value);
            }
        }
        return new Observation(run, seed, split, arm.weights(), values);
    }

    @Nullable
    Double value(Measure measure) {
        return values.get(measure);
    }

    /** Whether both are the same network, measured alike. */
    boolean repeats(Observation other) {
        return weights.equals(other.weights) && values.equals(other.values);
    }
}
