package drolt.comparison;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** A table in GitHub's Markdown: a table a group of columns, then the face as a list. */
final class MarkdownWriter {
    private static final String SPECIAL = "\\`*_{}[]<>#|~";

    private MarkdownWriter() {}

    static String write(ComparisonTable table) {
        StringBuilder out = new StringBuilder();
        if (!table.title().isEmpty()) {
            out.append("**").append(escape(table.title())).append("**\n\n");
        }
        for (TableBlock block : TableBlock.of(table)) {
            if (!block.group().isEmpty()) {
                out.append(escape(block.group())).append("\n\n");
            }
            out.append(line(
                    "", block.headings().stream().map(MarkdownWriter::escape).toList()));
            out.append(line("---", Collections.nCopies(block.headings().size(), "---:")));
            block.rows().forEach(row -> {
                List<String> cells = row.stream().map(MarkdownWriter::escape).toList();
                out.append(line(cells.get(0), cells.subList(1, cells.size())));
            });
            out.append('\n');
        }
        table.face()
                .lines()
                .forEach(line -> out.append("- ").append(escape(line)).append('\n'));
        return out.toString();
    }

    private static String line(String first, List<String> others) {
        return "| " + first + " | " + String.join(" | ", others) + " |\n";
    }

    /** The text as Markdown shows it, on one line. */
    static String escape(String text) {
        return text.codePoints().mapToObj(MarkdownWriter::escape).collect(Collectors.joining());
    }

    private static String escape(int codePoint) {
        if (Character.isISOControl(codePoint)) {
            return " ";
        }
        String character = Character.toString(codePoint);
        return SPECIAL.contains(character) ? "\\" + character : character;
    }
}
