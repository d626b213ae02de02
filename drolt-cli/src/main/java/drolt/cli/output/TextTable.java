package drolt.cli.output;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table of aligned columns under a heading, with rules between groups of rows.
 *
 * <p>Cells are printed as given; numbers are formatted by the caller. Control characters in a cell are replaced.
 */
public final class TextTable {
    private static final String GAP = "   ";

    private final List<Column> columns;
    private final List<@Nullable List<String>> rows;

    private TextTable(List<Column> columns, List<@Nullable List<String>> rows) {
        this.columns = columns;
        this.rows = rows;
    }

    /** Starts a table with these columns, of which there is at least one. */
    public static Builder withColumns(Column... columns) {
        if (columns.length == 0) {
            throw new IllegalArgumentException("a table without columns");
        }
        return new Builder(List.of(columns));
    }

    /** The table as lines without trailing blanks; as wide as its cells need. */
    public List<String> lines(OutputStyle style) {
        int[] widths = new int[columns.size()];
        for (int column = 0; column < widths.length; column++) {
            widths[column] = DisplayWidth.of(columns.get(column).heading());
            for (List<String> row : rows) {
                widths[column] =
                        row == null ? widths[column] : Math.max(widths[column], DisplayWidth.of(row.get(column)));
            }
        }
        int width = Arrays.stream(widths).sum() + GAP.length() * (widths.length - 1);
        String rule = style.faint((style.unicode() ? "─" : "-").repeat(width));

        List<String> lines = new ArrayList<>();
        lines.add(style.bold(line(columns.stream().map(Column::heading).toList(), widths)));
        lines.add(rule);
        for (List<String> row : rows) {
            lines.add(row == null ? rule : line(row, widths));
        }
        return List.copyOf(lines);
    }

    private String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String cell = cells.get(column);
            line.append(column == 0 ? "" : GAP)
                    .append(
                            columns.get(column).toTheRight()
                                    ? DisplayWidth.padStart(cell, widths[column])
                                    : DisplayWidth.padEnd(cell, widths[column]));
        }
        return line.toString().stripTrailing();
    }

    /**
     * A column.
     *
     * @param heading what stands above it
     * @param toTheRight whether its cells are flush right, as numbers are
     */
    public record Column(String heading, boolean toTheRight) {
        public Column {
            heading = DisplayWidth.clean(heading);
        }

        /** A column of text. */
        public static Column left(String heading) {
            return new Column(heading, false);
        }

        /** A column of numbers. */
        public static Column right(String heading) {
            return new Column(heading, true);
        }
    }

    /** Collects rows. */
    public static final class Builder {
        private final List<Column> columns;
        private final List<@Nullable List<String>> rows = new ArrayList<>();

        private Builder(List<Column> columns) {
            this.columns = columns;
        }

        /** Adds a row with one cell a column. */
        public Builder row(String... cells) {
            if (cells.length != columns.size()) {
                throw new IllegalArgumentException(
                        cells.length + " cells in a table of " + columns.size() + " columns");
            }
            rows.add(Arrays.stream(cells).map(DisplayWidth::clean).toList());
            return this;
        }

        /** Begins a new group of rows. */
        public Builder rule() {
            rows.add(null);
            return this;
        }

        public TextTable build() {
            return new TextTable(columns, new ArrayList<>(rows));
        }
    }
}
