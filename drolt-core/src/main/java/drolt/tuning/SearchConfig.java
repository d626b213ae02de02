package drolt.tuning;

import java.util.ArrayList;
import java.util.List;

/** Which points of a space are tried. */
public sealed interface SearchConfig permits GridSearchConfig, RandomSearchConfig {
    /**
     * How many.
     *
     * @throws drolt.configuration.InvalidValueException if these keys cannot be searched so
     */
    int trials(List<ParameterConfig> keys);

    /** The values of every trial, in the order of the keys. */
    List<List<String>> draw(List<ParameterConfig> keys);

    /** Number of points of a grid; {@link Integer#MAX_VALUE} where they are more, 0 where a key has a range. */
    static int gridSize(List<ParameterConfig> keys) {
        long size = 1;
        for (ParameterConfig key : keys) {
            size = Math.min(Integer.MAX_VALUE, size * key.listed().size());
        }
        return (int) size;
    }

    /** A point of the grid; the last key changes first. */
    static List<String> point(List<ParameterConfig> keys, int index) {
        List<String> values = new ArrayList<>();
        int rest = index;
        for (int i = keys.size() - 1; i >= 0; i--) {
            List<String> listed = keys.get(i).listed();
            values.add(0, listed.get(rest % listed.size()));
            rest /= listed.size();
        }
        return values;
    }
}
