package drolt.figure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The numbers behind a figure, one observation a row, so that any program reads them without knowing the figure.
 *
 * @param columns names, with the unit where it is not plain
 * @param rows a String, an Integer, a Double or null in each cell; what is not finite is null
 */
public record DataTable(List<String> columns, List<List<@Nullable Object>> rows) {
    public DataTable {
        columns = List.copyOf(columns);
        rows = Collections.unmodifiableList(new ArrayList<>(rows));
    }

    /** Begins a table. */
    public static Builder withColumns(String... columns) {
        return new Builder(List.of(columns));
    }

    /** Gathers rows. */
    public static final class Builder {
        private final List<String> columns;
        private final List<List<@Nullable Object>> rows = new ArrayList<>();

        private Builder(List<String> columns) {
            this.columns = columns;
        }

        /**
         * Adds a row.
         *
         * @throws IllegalArgumentException if it has not a cell a column
         */
        public Builder row(@Nullable Object... cells) {
            if (cells.length != columns.size()) {
                throw new IllegalArgumentException(cells.length + " cells for " + columns.size() + " columns");
            }
            List<@Nullable Object> row = new ArrayList<>();
            for (Object cell : cells) {
                row.add(cell instanceof Double number && !Double.isFinite(number) ? null : cell);
            }
            rows.add(Collections.unmodifiableList(row));
            return this;
        }

        public DataTable build() {
            return new DataTable(columns, rows);
        }
    }
}
