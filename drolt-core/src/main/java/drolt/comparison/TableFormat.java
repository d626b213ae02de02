package drolt.comparison;

/** Forms in which a table is written for other programs. */
public enum TableFormat {
    MARKDOWN("md") {
        @Override
        public String write(ComparisonTable table) {
            return MarkdownWriter.write(table);
        }
    },
    CSV("csv") {
        @Override
        public String write(ComparisonTable table) {
            return CsvWriter.write(table);
        }
    },
    LATEX("tex") {
        @Override
        public String write(ComparisonTable table) {
            return LatexWriter.write(table);
        }
    },
    JSON("json") {
        @Override
        public String write(ComparisonTable table) {
            return JsonWriter.write(table);
        }
    };

    private final String ending;

    TableFormat(String ending) {
        this.ending = ending;
    }

    /** The extension of file names in this form, without the dot. */
    public String ending() {
        return ending;
    }

    /** The text of a file; ends with a line break. */
    public abstract String write(ComparisonTable table);
}
