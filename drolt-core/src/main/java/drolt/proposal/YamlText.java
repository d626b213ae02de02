package drolt.proposal;

/** Text in a recipe. */
final class YamlText {
    private YamlText() {}

    /** Between single quotation marks: nothing in it means anything. */
    static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
