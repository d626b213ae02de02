package drolt.comparison;

import java.util.Map;

/**
 * A row of a table.
 *
 * @param key programs find it by
 * @param name people read
 * @param cells by the keys of the columns; a column may be absent
 */
public record TableRow(String key, String name, Map<String, TableCell> cells) {
    /** What stands in a column. */
    public TableCell cell(String column) {
        return cells.getOrDefault(column, TableCell.EMPTY);
    }
}
