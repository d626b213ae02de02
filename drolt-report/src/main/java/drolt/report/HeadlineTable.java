package drolt.report;

import drolt.comparison.ComparisonTable;
import drolt.comparison.PairedDifference;
import drolt.comparison.Summary;
import drolt.comparison.TableColumn;
import drolt.comparison.TableRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The table on top of the page.
 *
 * @param headings of its columns, that of the names left out
 */
record HeadlineTable(List<String> headings, List<Row> rows) {
    /** An arm. */
    record Row(String name, boolean baseline, List<Cell> cells) {}

    /**
     * A number and what it has more than the baseline's.
     *
     * @param difference empty where there is none
     * @param direction how it is coloured: up, down or even
     */
    record Cell(String value, String difference, String direction) {}

    /** @param table with a baseline */
    static HeadlineTable of(ComparisonTable table) {
        String baseline = table.paired() == null ? "" : table.paired().baseline();
        List<Row> rows = new ArrayList<>();
        for (TableRow row : table.rows()) {
            List<Cell> cells = new ArrayList<>();
            for (TableColumn column : table.columns()) {
                PairedDifference difference = table.difference(row, column).orElse(null);
                cells.add(cell(row.cell(column.key()).measured(), difference));
            }
            rows.add(new Row(row.name(), row.name().equals(baseline), cells));
        }
        return new HeadlineTable(
                table.columns().stream().map(TableColumn::heading).toList(), rows);
    }

    private static Cell cell(@Nullable Summary summary, @Nullable PairedDifference difference) {
        if (summary == null) {
            return new Cell("-", "", "even");
        }
        String value =
                number(summary.mean()) + (summary.deviation() == null ? "" : " \u00b1 " + number(summary.deviation()));
        Double mean = difference == null ? null : difference.mean();
        if (difference == null || mean == null) {
            return new Cell(value, "", "even");
        }
        Double lower = difference.lower();
        Double upper = difference.upper();
        String interval = lower == null || upper == null ? "" : " (" + signed(lower) + " to " + signed(upper) + ")";
        String text = signed(mean);
        return new Cell(
                value, text + interval, text.equals("+0.0") || text.equals("-0.0") ? "even" : mean > 0 ? "up" : "down");
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static String signed(double value) {
        return String.format(Locale.ROOT, "%+.1f", value);
    }
}
