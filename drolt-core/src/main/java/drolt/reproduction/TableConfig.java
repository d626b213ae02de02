package drolt.reproduction;

import drolt.configuration.ConfigDefaults;
import drolt.configuration.ConfigSource;
import drolt.configuration.InvalidValueException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a table consists of. The rows' recipes stand beside it, one for each data and setting; the published numbers in
 * {@link drolt.comparison.PublishedTable}.
 *
 * @param decimals digits after the point
 * @param data by name
 */
record TableConfig(
        String title, int decimals, Map<String, DataConfig> data, List<ColumnConfig> columns, List<RowConfig> rows) {
    TableConfig {
        Set<String> columnKeys = new HashSet<>();
        for (ColumnConfig column : columns) {
            if (!columnKeys.add(column.key())) {
                throw new InvalidValueException("columns", column.key(), "must stand there once");
            }
            if (column.data() != null && !data.containsKey(column.data())) {
                throw new InvalidValueException("columns", column.data(), "must be one of data, or null");
            }
        }
        Set<String> rowKeys = new HashSet<>();
        for (RowConfig row : rows) {
            if (!rowKeys.add(row.key())) {
                throw new InvalidValueException("rows", row.key(), "must stand there once");
            }
            if (!columnKeys.containsAll(row.arms().keySet())) {
                throw new InvalidValueException("rows", row.arms().keySet(), "must be keys of columns");
            }
        }
    }

    /** What files of tables may leave out. */
    static ConfigDefaults defaults() {
        String name = "tables/defaults.yaml";
        return ConfigDefaults.parse(ConfigSource.ofResource(name, List.of()).text(), name);
    }
}
