package drolt.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A table in LaTeX with the package booktabs: a tabular a group of columns, the face in comments above. */
final class LatexWriter {
    private LatexWriter() {}

    static String write(ComparisonTable table) {
        StringBuilder out = new StringBuilder();
        out.append("% needs \\usepackage{booktabs}\n");
        if (!table.title().isEmpty()) {
            out.append("% ").append(oneLine(table.title())).append('\n');
        }
        table.face()
                .lines()
                .forEach(line -> out.append("% ").append(oneLine(line)).append('\n'));
        for (TableBlock block : TableBlock.of(table)) {
            write(block, out);
        }
        return out.toString();
    }

    private static void write(TableBlock block, StringBuilder out) {
        int columns = block.headings().size();
        out.append("\n\\begin{tabular}{l").append("r".repeat(columns)).append("}\n\\toprule\n");
        if (!block.group().isEmpty()) {
            out.append(" & \\multicolumn{").append(columns).append("}{c}{").append(escape(block.group()));
            out.append("} \\\\\n\\cmidrule(l){2-").append(columns + 1).append("}\n");
        }
        List<String> headings = new ArrayList<>(List.of(""));
        headings.addAll(block.headings());
        out.append(line(headings)).append("\\midrule\n");
        block.rows().forEach(row -> out.append(line(row)));
        out.append("\\bottomrule\n\\end{tabular}\n");
    }

    private static String line(List<String> cells) {
        return cells.stream().map(LatexWriter::cell).collect(Collectors.joining(" & ")) + " \\\\\n";
    }

    /** A number gets the minus sign of mathematics, any other text is escaped; "[" must not open an option of \\. */
    private static String cell(String text) {
        if (text.matches("-\\d+(\\.\\d+)?( .*)?")) {
            return "$-$" + escape(text.substring(1)).replace(" to -", " to $-$");
        }
        String escaped = escape(text).replace(" to -", " to $-$");
        return escaped.startsWith("[") || escaped.startsWith("*") ? "{}" + escaped : escaped;
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }

    /** The text as LaTeX prints it, on one line. */
    static String escape(String text) {
        return text.codePoints().mapToObj(LatexWriter::escape).collect(Collectors.joining());
    }

    private static String escape(int codePoint) {
        return switch (codePoint) {
            case '\\' -> "\\textbackslash{}";
            case '~' -> "\\textasciitilde{}";
            case '^' -> "\\textasciicircum{}";
            case '<' -> "\\textless{}";
            case '>' -> "\\textgreater{}";
            case '|' -> "\\textbar{}";
            case '"' -> "\\textquotedbl{}";
            case '&', '%', '$', '#', '_', '{', '}' -> "\\" + (char) codePoint;
            case 0xb1 -> "$\\pm$";
            default -> Character.isISOControl(codePoint) ? " " : Character.toString(codePoint);
        };
    }
}
