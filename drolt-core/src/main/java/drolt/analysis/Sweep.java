package drolt.analysis;

import drolt.configuration.ConfigException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Arms whose recipes differ in one number and in nothing else: what that number does to the accuracy.
 *
 * <p>Seeds and the names of stages are no difference. A run's arms may be swept, or arms of several runs, or both.
 *
 * @param key whose value differs
 * @param arms what the names of the arms have in common
 * @param points by rising value, at least two
 * @param reference what they are compared with; null: there is none
 */
public record Sweep(
        RecipeKey key,
        String arms,
        List<SweepPoint> points,
        @Nullable Reference reference) {
    /**
     * An arm that differs from all points of a sweep, and from each in the same way.
     *
     * @param inWords that way
     */
    public record Reference(String inWords, SweepPoint point) {}

    public Sweep {
        points = List.copyOf(points);
    }

    /**
     * All sweeps that the arms hold, by key. Where two keys vary, each is swept at every value of the other.
     *
     * @throws ConfigException if there is none, or two arms of one recipe and seed have other results
     */
    public static List<Sweep> of(AnalysedRuns runs) {
        List<Sweep> found =
                new SweepSearch(runs.arms().stream().map(SweepArm::of).toList()).sweeps();
        if (found.isEmpty()) {
            throw new ConfigException(runs.runs().get(0).folder()
                    + ": no two arms differ in one number of their recipes and in nothing else; train such arms, as"
                    + " recipe quickstart-sensitivity has them, or give runs trained with other values of one key");
        }
        return found;
    }
}
