package drolt.reproduction;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row of a table.
 *
 * @param key also that of the published numbers
 * @param name as printed
 * @param arm the recipe's arm that gives every column; null, without arms: published numbers only
 * @param arms instead, an arm a column
 * @param set keys of the recipe that this row changes, {@code key=value} each, or {@code data:key=value} for the recipe
 *     of one data alone; it has runs of its own then
 */
record RowConfig(String key, String name, @Nullable String arm, Map<String, String> arms, List<String> set) {
    /** What the names of its runs have behind that of the data. */
    String variant() {
        return set.isEmpty() ? "" : "-" + key;
    }

    /** The arm that gives each column which is measured at all. */
    Map<String, String> armsByColumn(List<ColumnConfig> columns) {
        Map<String, String> byColumn = new LinkedHashMap<>();
        for (ColumnConfig column : columns) {
            String own = arms.getOrDefault(column.key(), arm);
            if (column.data() != null && own != null) {
                byColumn.put(column.key(), own);
            }
        }
        return byColumn;
    }
}
