package drolt.cli;

import drolt.cli.output.OutputStyle;
import drolt.cli.output.TextTable;
import drolt.cli.output.TextTable.Column;
import drolt.comparison.ComparisonTable;
import drolt.comparison.TableBlock;
import java.util.ArrayList;
import java.util.List;

/** A table of several runs on a terminal. */
final class ComparisonLines {
    private ComparisonLines() {}

    static List<String> of(ComparisonTable table, OutputStyle style) {
        List<String> lines = new ArrayList<>();
        if (!table.title().isEmpty()) {
            lines.add(table.title());
            lines.add("");
        }
        for (TableBlock block : TableBlock.of(table)) {
            if (!block.group().isEmpty()) {
                lines.add(block.group());
                lines.add("");
            }
            lines.addAll(table(block, style).lines(style));
            lines.add("");
        }
        lines.addAll(table.face().lines());
        return lines;
    }

    private static TextTable table(TableBlock block, OutputStyle style) {
        List<Column> columns = new ArrayList<>(List.of(Column.left("")));
        block.headings().forEach(heading -> columns.add(Column.right(heading)));
        TextTable.Builder table = TextTable.withColumns(columns.toArray(Column[]::new));
        block.rows()
                .forEach(row ->
                        table.row(row.stream().map(cell -> shown(cell, style)).toArray(String[]::new)));
        return table.build();
    }

    private static String shown(String cell, OutputStyle style) {
        return style.unicode() ? cell : cell.replace("\u00b1", "+-");
    }
}
