package drolt.report;

import drolt.comparison.ComparisonTable;
import drolt.comparison.PairedDifference;
import drolt.comparison.Summary;
import drolt.comparison.TableColumn;
import drolt.comparison.TableRow;
import drolt.data.Shot;
import drolt.data.ShotLimits;
import drolt.evaluation.EvaluationReport;
import drolt.evaluation.EvaluationReport.ClassReport;
import drolt.evaluation.ProportionInterval;
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
    private static final double CONFIDENCE = 0.95;
    private static final double PERCENT = 100;
    /** How far a count of images may be rounded from a whole number. */
    private static final double WHOLE = 1e-6;

    /** An arm. */
    record Row(String name, boolean baseline, List<Cell> cells) {}

    /**
     * A number and what it has more than the baseline's.
     *
     * @param interval of the share behind the number; empty where it is no share, or a mean of several
     * @param difference empty where there is none
     * @param direction how it is coloured: up, down or even
     */
    record Cell(String value, String interval, String difference, String direction) {}

    /**
     * The table of some arms.
     *
     * @param table with a baseline
     * @param evaluation of one of them, for the numbers of test images
     */
    static HeadlineTable of(ComparisonTable table, EvaluationReport evaluation) {
        String baseline = table.paired() == null ? "" : table.paired().baseline();
        List<Row> rows = new ArrayList<>();
        for (TableRow row : table.rows()) {
            List<Cell> cells = new ArrayList<>();
            for (TableColumn column : table.columns()) {
                PairedDifference difference = table.difference(row, column).orElse(null);
                Summary summary = row.cell(column.key()).measured();
                cells.add(cell(summary, interval(summary, images(column.key(), evaluation)), difference));
            }
            rows.add(new Row(row.name(), row.name().equals(baseline), cells));
        }
        return new HeadlineTable(
                table.columns().stream().map(TableColumn::heading).toList(), rows);
    }

    /** Whether some number has its interval. */
    boolean hasIntervals() {
        return rows.stream()
                .flatMap(row -> row.cells().stream())
                .anyMatch(cell -> !cell.interval().isEmpty());
    }

    /** Test images that a column's number is a share of; 0: it is the share of none. */
    private static long images(String column, EvaluationReport evaluation) {
        if (!evaluation.balanced()) { // the others are means over classes, which are no shares
            return column.equals("images") ? evaluation.samples() : 0;
        }
        ShotLimits limits = evaluation.shotLimits();
        return switch (column) {
            case "accuracy", "ncm" -> evaluation.samples();
            case "many", "med", "few" ->
                evaluation.classes().stream()
                        .filter(one -> limits.of(one.trainingImages()) == shot(column))
                        .mapToLong(ClassReport::samples)
                        .sum();
            default -> 0;
        };
    }

    private static Shot shot(String column) {
        return column.equals("many") ? Shot.MANY : column.equals("few") ? Shot.FEW : Shot.MEDIUM;
    }

    /** Only of a share of images: a mean over classes of unequal numbers of images has none. */
    private static String interval(@Nullable Summary summary, long images) {
        if (summary == null || summary.count() != 1 || images == 0) {
            return "";
        }
        double right = summary.mean() / PERCENT * images;
        if (!(Math.abs(right - Math.rint(right)) < WHOLE)) {
            return "";
        }
        ProportionInterval interval = ProportionInterval.of(Math.round(right), images, CONFIDENCE);
        return number(PERCENT * interval.lower()) + " to " + number(PERCENT * interval.upper());
    }

    private static Cell cell(@Nullable Summary summary, String interval, @Nullable PairedDifference difference) {
        if (summary == null) {
            return new Cell("-", "", "", "even");
        }
        String value =
                number(summary.mean()) + (summary.deviation() == null ? "" : " \u00b1 " + number(summary.deviation()));
        Double mean = difference == null ? null : difference.mean();
        if (difference == null || mean == null) {
            return new Cell(value, interval, "", "even");
        }
        Double lower = difference.lower();
        Double upper = difference.upper();
        String between = lower == null || upper == null ? "" : " (" + signed(lower) + " to " + signed(upper) + ")";
        String text = signed(mean);
        return new Cell(
                value,
                interval,
                text + between,
                text.equals("+0.0") || text.equals("-0.0") ? "even" : mean > 0 ? "up" : "down");
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static String signed(double value) {
        return String.format(Locale.ROOT, "%+.1f", value);
    }
}
