package drolt.comparison;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A table as JSON. Programs may rely on its keys; what changes their meaning raises {@code formatVersion}. */
final class JsonWriter {
    static final int FORMAT_VERSION = 1;

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private JsonWriter() {}

    static String write(ComparisonTable table) {
        Map<String, @Nullable Object> root = new LinkedHashMap<>();
        root.put("formatVersion", FORMAT_VERSION);
        root.put("title", table.title());
        root.put("unit", "percent");
        root.put("selection", table.face().selection());
        root.put("setting", table.face().setting());
        root.put("scale", table.face().scale());
        root.put("seeds", table.face().seeds());
        root.put("notes", table.face().notes());
        root.put("columns", table.columns());
        root.put("rows", table.rows().stream().map(row -> row(table, row)).toList());
        root.put("paired", table.paired() == null ? null : paired(table.paired()));
        return MAPPER.writeValueAsString(root) + "\n";
    }

    private static Map<String, Object> row(ComparisonTable table, TableRow row) {
        Map<String, Object> cells = new LinkedHashMap<>();
        for (TableColumn column : table.columns()) {
            TableCell cell = row.cell(column.key());
            if (!cell.isEmpty()) {
                cells.put(column.key(), cell(cell));
            }
        }
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("key", row.key());
        object.put("name", row.name());
        object.put("cells", cells);
        return object;
    }

    private static Map<String, @Nullable Object> cell(TableCell cell) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        Summary measured = cell.measured();
        if (measured != null) {
            object.put("mean", number(measured.mean()));
            object.put("sd", number(measured.deviation()));
            object.put("n", measured.count());
        }
        PublishedNumber published = cell.published();
        if (published != null) {
            object.put("published", number(published.value()));
            object.put("publishedSd", number(published.deviation()));
        }
        if (cell.difference() != null) {
            object.put("difference", number(cell.difference()));
        }
        return object;
    }

    private static Map<String, Object> paired(PairedSection paired) {
        List<Map<String, @Nullable Object>> lines =
                paired.lines().stream().map(JsonWriter::line).toList();
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("baseline", paired.baseline());
        object.put("differences", lines);
        return object;
    }

    private static Map<String, @Nullable Object> line(PairedSection.Line line) {
        PairedDifference difference = line.difference();
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("row", line.key());
        object.put("column", line.column());
        object.put("pairs", difference.pairs());
        object.put("mean", number(difference.mean()));
        object.put("standardError", number(difference.standardError()));
        object.put("p", number(difference.pValue()));
        object.put("lower95", number(difference.lower()));
        object.put("upper95", number(difference.upper()));
        return object;
    }

    /** With six digits after the point: more would be noise of the arithmetic. */
    private static @Nullable Object number(@Nullable Double value) {
        return value == null ? null : TableText.rounded(value).doubleValue();
    }
}
