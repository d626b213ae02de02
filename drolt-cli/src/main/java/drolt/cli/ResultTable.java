package drolt.cli;

import drolt.cli.output.OutputStyle;
import drolt.cli.output.TextTable;
import drolt.cli.output.TextTable.Column;
import drolt.evaluation.ClassMeans;
import drolt.experiment.ArmResult;
import drolt.experiment.RunRemarks;
import drolt.experiment.RunResult;
import drolt.training.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The table of a run: accuracies in percent, a row an arm; and below it what must be known to read it. */
final class ResultTable {
    private static final String NO_CLASS = "-";

    private ResultTable() {}

    static List<String> lines(RunResult result, OutputStyle style) {
        List<String> lines = new ArrayList<>(table(result.arms()).lines(style));
        List<String> remarks = new ArrayList<>(TestIntervals.lines(result.arms()));
        remarks.addAll(RunRemarks.of(result));
        if (result.selection() == Selection.TEST) {
            remarks.add(0, "selection: test. The TEST set chose the epochs; compare with nothing but its like.");
        }
        List<String> leftOut = result.leftOutImages();
        if (leftOut != null) {
            remarks.add(
                    leftOut.size() == 1
                            ? "One image could not be used and was left out; run.json names it."
                            : leftOut.size() + " images could not be used and were left out; run.json names them.");
        }
        if (!remarks.isEmpty()) {
            lines.add("");
            lines.addAll(remarks);
        }
        return lines;
    }

    private static TextTable table(List<ArmResult> arms) {
        boolean overClasses = arms.stream().anyMatch(arm -> arm.classMeans() != null);
        List<Column> columns = new ArrayList<>(List.of(
                Column.left("arm"),
                Column.right(overClasses ? "class mean" : "accuracy"),
                Column.right("many"),
                Column.right("med"),
                Column.right("few")));
        if (overClasses) {
            columns.add(Column.right("images"));
        }
        TextTable.Builder table = TextTable.withColumns(columns.toArray(Column[]::new));
        for (ArmResult arm : arms) {
            ClassMeans told = arm.told();
            List<String> cells = new ArrayList<>(List.of(
                    arm.name(),
                    percent(told.accuracy()),
                    percent(told.many()),
                    percent(told.med()),
                    percent(told.few())));
            if (overClasses) {
                cells.add(percent(arm.accuracy()));
            }
            table.row(cells.toArray(String[]::new));
        }
        return table.build();
    }

    /** A fraction in percent with one digit; a dash where there is none. */
    static String percent(@Nullable Double fraction) {
        return fraction == null ? NO_CLASS : String.format(Locale.ROOT, "%.1f", 100 * fraction);
    }
}
