package drolt.comparison;

import java.util.List;

/**
 * Differences of rows from one of them.
 *
 * @param baseline name of that one
 */
public record PairedSection(String baseline, List<Line> lines) {
    /**
     * One row against the baseline in one column.
     *
     * @param key of the row
     * @param row its name
     * @param column key of the column
     * @param heading of the column, its group before it where the table has several
     */
    public record Line(String key, String row, String column, String heading, PairedDifference difference) {}
}
