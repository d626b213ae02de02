package drolt.cli;

import drolt.cli.output.OutputStyle;
import drolt.cli.output.TextTable;
import drolt.cli.output.TextTable.Column;
import drolt.inference.ClassProbability;
import drolt.io.CsvField;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What classified images may be printed as. */
enum PredictionFormat {
    /** A row an image, for people. */
    TEXT {
        @Override
        String of(Path run, String arm, List<PredictedImages.Row> rows, OutputStyle style) {
            List<Column> columns =
                    new ArrayList<>(List.of(Column.left("image"), Column.left("class"), Column.right("confidence")));
            boolean more = rows.stream().anyMatch(row -> row.classes().size() > 1);
            if (more) {
                columns.add(Column.left("then"));
            }
            TextTable.Builder table = TextTable.withColumns(columns.toArray(Column[]::new));
            for (PredictedImages.Row row : rows) {
                ClassProbability best = row.classes().get(0);
                List<String> cells = new ArrayList<>(List.of(row.file().toString(), best.name(), percent(best)));
                if (more) {
                    cells.add(row.classes().stream()
                            .skip(1)
                            .map(next -> next.name() + " " + percent(next))
                            .collect(Collectors.joining(", ")));
                }
                table.row(cells.toArray(String[]::new));
            }
            return String.join("\n", table.build().lines(style)) + "\n";
        }
    },

    /** A line for each image and class, so that the columns do not depend on how many classes are asked for. */
    CSV {
        @Override
        String of(Path run, String arm, List<PredictedImages.Row> rows, OutputStyle style) {
            StringBuilder out = new StringBuilder("image,rank,label,class,probability\n");
            for (PredictedImages.Row row : rows) {
                int rank = 1;
                for (ClassProbability one : row.classes()) {
                    out.append(Stream.of(
                                            row.file().toString(),
                                            Integer.toString(rank++),
                                            Integer.toString(one.label()),
                                            one.name(),
                                            Float.toString(one.probability()))
                                    .map(CsvField::of)
                                    .collect(Collectors.joining(",")))
                            .append('\n');
                }
            }
            return out.toString();
        }
    },

    /** An object. Programs may rely on its keys. */
    JSON {
        @Override
        String of(Path run, String arm, List<PredictedImages.Row> rows, OutputStyle style) {
            Map<String, Object> root = new LinkedHashMap<>();
            root.put("formatVersion", FORMAT_VERSION);
            root.put("run", run.toString());
            root.put("arm", arm);
            root.put(
                    "images",
                    rows.stream()
                            .map(row -> {
                                Map<String, Object> image = new LinkedHashMap<>();
                                image.put("image", row.file().toString());
                                image.put("classes", row.classes());
                                return image;
                            })
                            .toList());
            return JsonMapper.builder()
                            .enable(SerializationFeature.INDENT_OUTPUT)
                            .disable(JsonWriteFeature.ESCAPE_FORWARD_SLASHES)
                            .build()
                            .writeValueAsString(root)
                    + "\n";
        }
    };

    private static final int FORMAT_VERSION = 1;

    /** The text, with a line break at its end; only the first form heeds the style. */
    abstract String of(Path run, String arm, List<PredictedImages.Row> rows, OutputStyle style);

    private static String percent(ClassProbability one) {
        return String.format(Locale.ROOT, "%.1f%%", 100 * one.probability());
    }
}
