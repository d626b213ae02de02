package drolt.cli;

import drolt.cli.output.OutputStyle;
import drolt.cli.output.TextTable;
import drolt.cli.output.TextTable.Column;
import drolt.experiment.ArmResult;
import drolt.experiment.RunResult;
import drolt.training.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The table of a run: accuracies in percent, a row an arm. */
final class ResultTable {
    private static final String NO_CLASS = "-";

    private ResultTable() {}

    static List<String> lines(RunResult result, OutputStyle style) {
        List<String> lines = new ArrayList<>(lines(result.arms(), result.selection(), style));
        List<String> leftOut = result.leftOutImages();
        if (leftOut != null) {
            lines.add("");
            lines.add(
                    leftOut.size() == 1
                            ? "One image could not be used and was left out; run.json names it."
                            : leftOut.size() + " images could not be used and were left out; run.json names them.");
        }
        return lines;
    }

    /** The same of arms that were measured anew. */
    static List<String> lines(List<ArmResult> arms, Selection selection, OutputStyle style) {
        List<String> lines = new ArrayList<>(table(arms).lines(style));
        if (selection == Selection.TEST) {
            lines.add("");
            lines.add("selection: test. The TEST set chose the epochs; compare with nothing but its like.");
        }
        return lines;
    }

    private static TextTable table(List<ArmResult> arms) {
        TextTable.Builder table = TextTable.withColumns(
                Column.left("arm"),
                Column.right("accuracy"),
                Column.right("many"),
                Column.right("med"),
                Column.right("few"));
        for (ArmResult arm : arms) {
            table.row(arm.name(), percent(arm.accuracy()), percent(arm.many()), percent(arm.med()), percent(arm.few()));
        }
        return table.build();
    }

    /** A fraction in percent with one digit; a dash where there is none. */
    static String percent(@Nullable Double fraction) {
        return fraction == null ? NO_CLASS : String.format(Locale.ROOT, "%.1f", 100 * fraction);
    }
}
