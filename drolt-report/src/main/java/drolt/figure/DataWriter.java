package drolt.figure;

import drolt.io.CsvField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The numbers behind a figure as text. Programs may rely on the keys of the JSON. */
final class DataWriter {
    private static final int FORMAT_VERSION = 1;
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private DataWriter() {}

    /** Comma-separated values (RFC 4180, but lines end with a line feed); numbers that do not exist are empty. */
    static String csv(DataTable data) {
        StringBuilder out = new StringBuilder(line(new ArrayList<>(data.columns())));
        data.rows().forEach(row -> out.append(line(row)));
        return out.toString();
    }

    private static String line(List<? extends @Nullable Object> cells) {
        return cells.stream()
                        .map(cell -> cell == null ? "" : CsvField.of(cell.toString()))
                        .collect(Collectors.joining(","))
                + "\n";
    }

    /** One flat object a row. */
    static String json(Figure figure, Provenance provenance) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (List<@Nullable Object> row : figure.data().rows()) {
            Map<String, @Nullable Object> object = new LinkedHashMap<>();
            for (int i = 0; i < row.size(); i++) {
                object.put(figure.data().columns().get(i), row.get(i));
            }
            rows.add(object);
        }
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("formatVersion", FORMAT_VERSION);
        root.put("figure", figure.name());
        root.put("caption", figure.caption());
        root.put("command", provenance.command());
        root.put("runs", provenance.runs());
        root.put("version", provenance.version());
        root.put("columns", figure.data().columns());
        root.put("rows", rows);
        return MAPPER.writeValueAsString(root) + "\n";
    }
}
