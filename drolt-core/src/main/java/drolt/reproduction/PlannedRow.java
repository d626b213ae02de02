package drolt.reproduction;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A row that a table will have.
 *
 * @param arms the recipe's arm that gives each column; empty: published numbers only
 * @param variant which of the runs on a column's data these are: {@link PlannedRun#variant}
 */
public record PlannedRow(String key, String name, Map<String, String> arms, String variant) {
    public PlannedRow {
        arms = Collections.unmodifiableMap(new LinkedHashMap<>(arms));
    }

    /** Whether nothing of it is run. */
    public boolean isPublishedOnly() {
        return arms.isEmpty();
    }
}
