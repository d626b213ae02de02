package drolt.data;

import drolt.configuration.ConfigException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * A table of images: a text file whose first line names the columns, with quotation marks as RFC 4180 has them.
 *
 * <p>Columns are separated by commas, semicolons or tabs, whichever makes columns of the wanted names. Empty lines and
 * columns of other names are passed over.
 */
final class ImageTable {
    private static final char[] SEPARATORS = {',', ';', '\t'};
    private static final char[] SEPARATORS_OF_TSV = {'\t', ',', ';'};
    private static final int MOST_COLUMNS_NAMED = 12;

    private final String name;
    private final Columns columns;
    private final List<String> header;
    private final List<Row> rows = new ArrayList<>();

    private ImageTable(String name, Columns columns, List<String> header) {
        this.name = name;
        this.columns = columns;
        this.header = header;
    }

    /**
     * Names of the columns.
     *
     * @param split null: {@value #SPLIT}, if there is such a column; empty: none
     * @param group null: {@value #GROUP}, if there is such a column; empty: none
     */
    record Columns(
            String path,
            String label,
            @Nullable String split,
            @Nullable String group) {
        static final String SPLIT = "split";
        static final String GROUP = "group";

        String splitName() {
            return split == null ? SPLIT : split;
        }

        String groupName() {
            return group == null ? GROUP : group;
        }
    }

    /**
     * A line.
     *
     * @param line number of its first line in the file, from 1
     * @param path as it stands there, not empty
     * @param label not empty
     * @param split null: the table has no such column
     * @param group null: none
     */
    record Row(
            long line,
            String path,
            String label,
            @Nullable SplitPart split,
            @Nullable String group) {}

    /**
     * Reads a table.
     *
     * @throws ConfigException if it cannot be read, or a line is wrong; names file, line and column
     */
    static ImageTable read(Path file, Columns columns) {
        return parse(TextLines.bytes(file), file.toString(), columns);
    }

    /** Takes the bytes of a file apart. */
    static ImageTable parse(byte[] bytes, String name, Columns columns) {
        String text = TextLines.text(bytes, name);
        String lower = name.toLowerCase(Locale.ROOT);
        boolean tabs = lower.endsWith(".tsv") || lower.endsWith(".tab");
        char[] separators = tabs ? SEPARATORS_OF_TSV : SEPARATORS;
        List<String> first = header(text, name, separators[0]);
        for (char separator : separators) {
            List<String> header = header(text, name, separator);
            if (header.contains(columns.path) && header.contains(columns.label)) {
                ImageTable table = new ImageTable(name, columns, header);
                table.parse(text, separator);
                return table;
            }
        }
        ImageTable unread = new ImageTable(name, columns, first);
        unread.required("path", columns.path);
        throw unread.missing("label", columns.label);
    }

    private static CSVParser parser(String text, char separator) throws IOException {
        return CSVParser.parse(
                text,
                CSVFormat.RFC4180
                        .builder()
                        .setDelimiter(separator)
                        .setIgnoreSurroundingSpaces(true)
                        .setIgnoreEmptyLines(true)
                        .get());
    }

    private static List<String> header(String text, String name, char separator) {
        try (CSVParser parser = parser(text, separator)) {
            Iterator<CSVRecord> records = parser.iterator();
            if (records.hasNext()) {
                return records.next().stream().map(String::strip).toList();
            }
        } catch (IOException | UncheckedIOException e) {
            throw malformed(name, 1, e);
        }
        throw new ConfigException(name + ": is empty; its first line names the columns, for example path,label");
    }

    private void parse(String text, char separator) {
        int path = required("path", columns.path);
        int label = required("label", columns.label);
        int split = optional("split", columns.split, Columns.SPLIT);
        int group = optional("group", columns.group, Columns.GROUP);
        long line = 1;
        try (CSVParser parser = parser(text, separator)) {
            for (CSVRecord record : parser) {
                line = parser.getCurrentLineNumber() - lineBreaks(record);
                if (record.getRecordNumber() > 1) {
                    requireWhole(record, line);
                    rows.add(new Row(
                            line,
                            field(record, path, line),
                            field(record, label, line),
                            split < 0 ? null : split(field(record, split, line), line),
                            group < 0 ? null : group(record, group, line)));
                }
                line = parser.getCurrentLineNumber() + 1;
            }
        } catch (IOException | UncheckedIOException e) {
            throw malformed(name, line, e);
        }
        if (rows.isEmpty()) {
            throw new ConfigException(name + ": names no image below the line of the columns; write a line for each");
        }
    }

    private static ConfigException malformed(String name, long line, Exception e) {
        return new ConfigException(
                name + ":" + line + ": cannot be read as a table (" + e.getMessage() + "); put text that holds"
                        + " quotation marks, separators or line breaks between quotation marks, and write those in it twice",
                e);
    }

    /** A record may go over several lines; it is known by its first one. */
    private static int lineBreaks(CSVRecord record) {
        int breaks = 0;
        for (String field : record) {
            for (int at = 0; at < field.length(); at++) {
                boolean twoForOne = field.charAt(at) == '\n' && at > 0 && field.charAt(at - 1) == '\r';
                breaks += (field.charAt(at) == '\n' || field.charAt(at) == '\r') && !twoForOne ? 1 : 0;
            }
        }
        return breaks;
    }

    private void requireWhole(CSVRecord record, long line) {
        if (record.size() != header.size()) {
            throw new ConfigException(
                    name + ":" + line + ": has " + record.size() + (record.size() == 1 ? " field" : " fields")
                            + ", and the first line names " + header.size()
                            + " columns; put text with a separator between quotation marks, or write the missing fields");
        }
    }

    private String field(CSVRecord record, int column, long line) {
        String field = record.get(column);
        String value = header.get(column).equals(columns.path) ? field : field.strip();
        if (value.isBlank()) {
            throw mistake(line, header.get(column), "is empty");
        }
        requireOneLine(value, column, line);
        return value;
    }

    private @Nullable String group(CSVRecord record, int column, long line) {
        String value = record.get(column).strip();
        requireOneLine(value, column, line);
        return value.isEmpty() ? null : value;
    }

    private void requireOneLine(String value, int column, long line) {
        if (TextLines.breaksLines(value)) {
            throw mistake(line, header.get(column), "holds a line break or another control character; remove it");
        }
    }

    private SplitPart split(String value, long line) {
        return SplitPart.of(value)
                .orElseThrow(() -> mistake(
                        line, columns.splitName(), TextLines.shown(value) + " is no split; write train, val or test"));
    }

    private int required(String key, String column) {
        int at = header.indexOf(column);
        if (at < 0) {
            throw missing(key, column);
        }
        if (header.lastIndexOf(column) != at) {
            throw new ConfigException(name + ":1: has two columns " + TextLines.shown(column) + "; rename one");
        }
        return at;
    }

    private int optional(String key, @Nullable String column, String usual) {
        if (column == null) {
            return header.contains(usual) ? required(key, usual) : -1;
        }
        return column.isEmpty() ? -1 : required(key, column);
    }

    private ConfigException missing(String key, String column) {
        int more = header.size() - MOST_COLUMNS_NAMED;
        return new ConfigException(name + ":1: has no column " + TextLines.shown(column) + ", only "
                + header.stream()
                        .limit(MOST_COLUMNS_NAMED)
                        .map(TextLines::shown)
                        .collect(Collectors.joining(", "))
                + (more > 0 ? " and " + more + " more" : "") + "; rename one, or say with dataset." + key
                + "Column which it is");
    }

    /** The file. */
    String name() {
        return name;
    }

    Columns columns() {
        return columns;
    }

    /** In the order of the file. */
    List<Row> rows() {
        return Collections.unmodifiableList(rows);
    }

    /** Whether a line is of some part. */
    boolean names(SplitPart part) {
        return rows.stream().anyMatch(row -> row.split == part);
    }

    /** Whether the table says what each image is for. */
    boolean hasSplits() {
        return rows.get(0).split != null;
    }

    /** What is wrong with a field. */
    ConfigException mistake(long line, String column, String message) {
        return new ConfigException(name + ":" + line + ": column " + TextLines.shown(column) + ": " + message);
    }
}
