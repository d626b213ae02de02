package drolt.cli;

import drolt.cli.output.OutputStyle;
import drolt.comparison.ComparisonTable;
import drolt.comparison.TableFormat;

/** What a table may be printed as. */
enum OutputFormat {
    TEXT {
        @Override
        String of(ComparisonTable table, OutputStyle style) {
            return String.join("\n", ComparisonLines.of(table, style)) + "\n";
        }
    },
    MARKDOWN {
        @Override
        String of(ComparisonTable table, OutputStyle style) {
            return TableFormat.MARKDOWN.write(table);
        }
    },
    CSV {
        @Override
        String of(ComparisonTable table, OutputStyle style) {
            return TableFormat.CSV.write(table);
        }
    },
    LATEX {
        @Override
        String of(ComparisonTable table, OutputStyle style) {
            return TableFormat.LATEX.write(table);
        }
    },
    JSON {
        @Override
        String of(ComparisonTable table, OutputStyle style) {
            return TableFormat.JSON.write(table);
        }
    };

    /** The text, with a line break at its end; only the first form heeds the style. */
    abstract String of(ComparisonTable table, OutputStyle style);
}
