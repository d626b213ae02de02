package drolt.reproduction;

import drolt.configuration.ClosestName;
import drolt.configuration.ConfigException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Overrides of which some are meant for one data set of a table: {@code imagenet-lt:model.depth=10}. */
final class DataOverrides {
    private final List<String> overrides;

    /**
     * @param names of the table's data
     * @throws ConfigException if an override names other data
     */
    DataOverrides(Set<String> names, List<String> overrides) {
        this.overrides = overrides;
        for (String override : overrides) {
            String data = data(override);
            if (!data.isEmpty() && !names.contains(data)) {
                throw new ConfigException("--set " + override + ": is for data that the table does not have"
                        + ClosestName.hint(data, names));
            }
        }
    }

    /** The overrides for one data set, {@code key=value} each. */
    List<String> of(String name) {
        List<String> own = new ArrayList<>();
        for (String override : overrides) {
            String data = data(override);
            if (data.isEmpty()) {
                own.add(override);
            } else if (data.equals(name)) {
                own.add(override.substring(data.length() + 1));
            }
        }
        return own;
    }

    /** What stands before a colon that precedes the key; empty: the override is for all. */
    private static String data(String override) {
        int colon = override.indexOf(':');
        return colon > 0 && colon < override.indexOf('=') ? override.substring(0, colon) : "";
    }
}
