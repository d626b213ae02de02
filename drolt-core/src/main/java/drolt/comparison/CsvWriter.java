package drolt.comparison;

import drolt.io.CsvField;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A table as comma-separated values (RFC 4180, but lines end with a line feed): a line a cell, so that programs need
 * not know the table. Numbers that do not exist are empty.
 */
final class CsvWriter {
    private static final List<String> HEADINGS = List.of(
            "row",
            "name",
            "group",
            "column",
            "mean",
            "sd",
            "n",
            "published",
            "published_sd",
            "difference",
            "baseline",
            "pairs",
            "paired_difference",
            "standard_error",
            "lower95",
            "upper95",
            "p",
            "setting",
            "scale",
            "selection");

    private CsvWriter() {}

    static String write(ComparisonTable table) {
        StringBuilder out = new StringBuilder(String.join(",", HEADINGS)).append('\n');
        for (TableRow row : table.rows()) {
            for (TableColumn column : table.columns()) {
                if (!row.cell(column.key()).isEmpty()) {
                    out.append(line(table, row, column)).append('\n');
                }
            }
        }
        return out.toString();
    }

    private static String line(ComparisonTable table, TableRow row, TableColumn column) {
        TableCell cell = row.cell(column.key());
        Summary measured = cell.measured();
        PublishedNumber published = cell.published();
        PairedDifference paired = table.difference(row, column).orElse(null);
        return Stream.of(
                        row.key(),
                        row.name(),
                        column.group(),
                        column.key(),
                        number(measured == null ? null : measured.mean()),
                        number(measured == null ? null : measured.deviation()),
                        measured == null ? "" : String.valueOf(measured.count()),
                        number(published == null ? null : published.value()),
                        number(published == null ? null : published.deviation()),
                        number(cell.difference()),
                        paired == null || table.paired() == null
                                ? ""
                                : table.paired().baseline(),
                        paired == null ? "" : String.valueOf(paired.pairs()),
                        number(paired == null ? null : paired.mean()),
                        number(paired == null ? null : paired.standardError()),
                        number(paired == null ? null : paired.lower()),
                        number(paired == null ? null : paired.upper()),
                        number(paired == null ? null : paired.pValue()),
                        table.face().setting() == null ? "" : table.face().setting(),
                        number(table.face().scale()),
                        table.face().selection())
                .map(CsvField::of)
                .collect(Collectors.joining(","));
    }

    private static String number(@Nullable Double value) {
        return value == null ? "" : TableText.plain(value);
    }
}
