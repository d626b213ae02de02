package drolt.io;

/** A cell of comma-separated values (RFC 4180). */
public final class CsvField {
    private CsvField() {}

    /** The text as one field: between quotation marks where a reader would else take it apart or strip it. */
    public static String of(String text) {
        boolean plain = text.equals(text.strip())
                && text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
