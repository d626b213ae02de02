package drolt.cli;

import drolt.cli.Answers.Answer;
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
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What classified images may be printed as. */
enum PredictionFormat {
    /** A row an image, for people. */
    TEXT {
        @Override
        String of(Path run, String arm, List<Answer> rows, Answers asked, OutputStyle style) {
            boolean all = asked.sets() != null; // of a set, also the first is told with the others
            boolean more = all || rows.stream().anyMatch(row -> row.classes().size() > 1);
            List<Column> columns =
                    new ArrayList<>(List.of(Column.left("image"), Column.left("class"), Column.right("confidence")));
            if (asked.unlikeness() != null) {
                columns.add(Column.right("unlike"));
            }
            if (more) {
                columns.add(Column.left(all ? "set" : "then"));
            }
            TextTable.Builder table = TextTable.withColumns(columns.toArray(Column[]::new));
            for (Answer row : rows) {
                boolean unsure = Boolean.TRUE.equals(row.unsure());
                ClassProbability best = row.classes().get(0);
                List<String> cells =
                        new ArrayList<>(List.of(row.file().toString(), unsure ? UNSURE : best.name(), percent(best)));
                if (row.unlike() != null) {
                    cells.add(String.format(Locale.ROOT, "%.2f", row.unlike()));
                }
                if (more) {
                    cells.add(row.classes().stream()
                            .skip(all || unsure ? 0 : 1)
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
        String of(Path run, String arm, List<Answer> rows, Answers asked, OutputStyle style) {
            StringBuilder out = new StringBuilder("image,rank,label,class,probability")
                    .append(asked.threshold() == null ? "" : "," + UNSURE)
                    .append(asked.unlikeness() == null ? "" : ",unlike")
                    .append('\n');
            for (Answer row : rows) {
                int rank = 1;
                for (ClassProbability one : row.classes()) {
                    List<String> fields = new ArrayList<>(List.of(
                            row.file().toString(),
                            Integer.toString(rank++),
                            Integer.toString(one.label()),
                            one.name(),
                            Float.toString(one.probability())));
                    if (row.unsure() != null) {
                        fields.add(row.unsure().toString());
                    }
                    if (row.unlike() != null) {
                        fields.add(row.unlike().toString());
                    }
                    out.append(fields.stream().map(CsvField::of).collect(Collectors.joining(",")))
                            .append('\n');
                }
            }
            return out.toString();
        }
    },

    /** An object. Programs may rely on its keys. */
    JSON {
        @Override
        String of(Path run, String arm, List<Answer> rows, Answers asked, OutputStyle style) {
            Map<String, Object> root = new LinkedHashMap<>();
            root.put("formatVersion", FORMAT_VERSION);
            root.put("run", run.toString());
            root.put("arm", arm);
            if (asked.coverage() != null) {
                root.put("coverage", asked.coverage());
                root.put("promise", EnumWords.word(asked.promise()));
            }
            if (asked.temperature() != null) {
                root.put("temperature", asked.temperature().value());
            }
            if (asked.threshold() != null) {
                root.put("threshold", asked.threshold());
            }
            root.put("images", rows.stream().map(PredictionFormat::image).toList());
            return mapper(true).writeValueAsString(root) + "\n";
        }
    },

    /** A line for each image, with the object that {@link #JSON} has of it. */
    JSONL {
        @Override
        String of(Path run, String arm, List<Answer> rows, Answers asked, OutputStyle style) {
            JsonMapper mapper = mapper(false);
            return rows.stream()
                    .map(row -> mapper.writeValueAsString(image(row)) + "\n")
                    .collect(Collectors.joining());
        }
    };

    private static final int FORMAT_VERSION = 1;
    private static final String UNSURE = "unsure";

    /** The text, with a line break at its end; only the first form heeds the style. */
    abstract String of(Path run, String arm, List<Answer> rows, Answers asked, OutputStyle style);

    private static Map<String, Object> image(Answer row) {
        Map<String, Object> image = new LinkedHashMap<>();
        image.put("image", row.file().toString());
        image.put("classes", row.classes());
        if (row.unsure() != null) {
            image.put(UNSURE, row.unsure());
        }
        if (row.unlike() != null) {
            image.put("unlike", row.unlike());
        }
        return image;
    }

    private static JsonMapper mapper(boolean indented) {
        return JsonMapper.builder()
                .configure(SerializationFeature.INDENT_OUTPUT, indented)
                .disable(JsonWriteFeature.ESCAPE_FORWARD_SLASHES)
                .build();
    }

    private static String percent(ClassProbability one) {
        return String.format(Locale.ROOT, "%.1f%%", 100 * one.probability());
    }
}
