package drolt.reproduction;

import drolt.comparison.Measure;
import drolt.comparison.TableColumn;
import org.jspecify.annotations.Nullable;

/**
 * A column of a table.
 *
 * @param key also that of the published numbers
 * @param group what neighbouring columns have in common
 * @param data name of the images; null: published numbers only
 */
record ColumnConfig(
        String key, String heading, String group, @Nullable String data, Measure measure) {
    TableColumn column() {
        return new TableColumn(key, heading, group);
    }
}
