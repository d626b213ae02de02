package drolt.comparison;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A table of accuracies in percent.
 *
 * @param decimals digits after the point
 * @param paired null: none was asked for
 */
public record ComparisonTable(
        String title,
        int decimals,
        List<TableColumn> columns,
        List<TableRow> rows,
        @Nullable PairedSection paired,
        TableFace face) {
    public ComparisonTable {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** A row against the baseline in a column; empty where that was not asked for. */
    public Optional<PairedDifference> difference(TableRow row, TableColumn column) {
        return paired == null
                ? Optional.empty()
                : paired.lines().stream()
                        .filter(line ->
                                line.key().equals(row.key()) && line.column().equals(column.key()))
                        .map(PairedSection.Line::difference)
                        .findFirst();
    }
}
