package drolt.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Neighbouring columns of one group as they are printed: where both are there, measured, published and difference side
 * by side.
 *
 * @param group what the columns have in common; may be empty
 * @param headings one a printed column, that of the rows' names left out
 * @param rows a name, then one cell a heading; rows that hold nothing in this group are left out
 */
public record TableBlock(String group, List<String> headings, List<List<String>> rows) {
    private static final String PUBLISHED = "publ.";
    private static final String DIFFERENCE = "diff.";

    /** The table in blocks, in its order; the differences from a baseline stand in a block of their own, at the end. */
    public static List<TableBlock> of(ComparisonTable table) {
        List<TableBlock> blocks = new ArrayList<>();
        List<TableColumn> group = new ArrayList<>();
        for (TableColumn column : table.columns()) {
            if (!group.isEmpty() && !group.get(0).group().equals(column.group())) {
                blocks.add(of(table, group));
                group.clear();
            }
            group.add(column);
        }
        if (!group.isEmpty()) {
            blocks.add(of(table, group));
        }
        if (table.paired() != null) {
            blocks.add(of(table.paired(), table.decimals()));
        }
        return List.copyOf(blocks);
    }

    private static TableBlock of(ComparisonTable table, List<TableColumn> columns) {
        List<TableRow> rows = table.rows().stream()
                .filter(row -> columns.stream()
                        .anyMatch(column -> !row.cell(column.key()).isEmpty()))
                .toList();
        List<String> headings = new ArrayList<>();
        List<List<String>> lines = new ArrayList<>();
        for (TableRow row : rows) {
            List<String> line = new ArrayList<>();
            line.add(row.name());
            lines.add(line);
        }
        addCounts(rows, columns, headings, lines);
        for (TableColumn column : columns) {
            addColumn(rows, column, table.decimals(), headings, lines);
        }
        return new TableBlock(
                columns.get(0).group(),
                List.copyOf(headings),
                lines.stream().map(List::copyOf).toList());
    }

    /** How many seeds a mean is of, where rows differ in it. */
    private static void addCounts(
            List<TableRow> rows, List<TableColumn> columns, List<String> headings, List<List<String>> lines) {
        List<Integer> counts = rows.stream().map(row -> count(row, columns)).toList();
        if (counts.stream().filter(count -> count > 0).distinct().count() > 1) {
            headings.add("seeds");
            for (int i = 0; i < counts.size(); i++) {
                lines.get(i).add(counts.get(i) == 0 ? TableText.NOTHING : String.valueOf(counts.get(i)));
            }
        }
    }

    private static int count(TableRow row, List<TableColumn> columns) {
        return columns.stream()
                .map(column -> row.cell(column.key()).measured())
                .filter(Objects::nonNull)
                .mapToInt(Summary::count)
                .max()
                .orElse(0);
    }

    private static void addColumn(
            List<TableRow> rows, TableColumn column, int decimals, List<String> headings, List<List<String>> lines) {
        List<TableCell> cells = rows.stream().map(row -> row.cell(column.key())).toList();
        boolean measured = cells.stream().anyMatch(cell -> cell.measured() != null);
        boolean published = cells.stream().anyMatch(cell -> cell.published() != null);
        if (measured || !published) {
            headings.add(column.heading());
        }
        if (published) {
            headings.add(measured ? PUBLISHED : column.heading() + " (" + PUBLISHED + ")");
        }
        if (measured && published) {
            headings.add(DIFFERENCE);
        }
        for (int i = 0; i < cells.size(); i++) {
            TableCell cell = cells.get(i);
            if (measured || !published) {
                Summary summary = cell.measured();
                lines.get(i)
                        .add(
                                summary == null
                                        ? TableText.NOTHING
                                        : TableText.withDeviation(summary.mean(), summary.deviation(), decimals));
            }
            if (published) {
                PublishedNumber number = cell.published();
                lines.get(i)
                        .add(
                                number == null
                                        ? TableText.NOTHING
                                        : TableText.withDeviation(number.value(), number.deviation(), decimals));
            }
            if (measured && published) {
                lines.get(i).add(TableText.signed(cell.difference(), decimals));
            }
        }
    }

    private static TableBlock of(PairedSection paired, int decimals) {
        List<List<String>> rows = new ArrayList<>();
        for (PairedSection.Line line : paired.lines()) {
            PairedDifference difference = line.difference();
            Double lower = difference.lower();
            Double upper = difference.upper();
            rows.add(List.of(
                    line.row(),
                    line.heading(),
                    String.valueOf(difference.pairs()),
                    TableText.signed(difference.mean(), decimals),
                    TableText.number(difference.standardError(), decimals + 1),
                    lower == null || upper == null
                            ? "noise cannot be judged"
                            : TableText.signed(lower, decimals) + " to " + TableText.signed(upper, decimals),
                    TableText.probability(difference.pValue())));
        }
        return new TableBlock(
                "against " + paired.baseline() + ", on the same seeds and images",
                List.of("column", "pairs", "difference", "std. error", "95 % interval", "p (t-test)"),
                rows);
    }
}
