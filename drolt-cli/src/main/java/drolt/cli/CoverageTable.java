package drolt.cli;

import drolt.cli.output.OutputStyle;
import drolt.cli.output.TextTable;
import drolt.cli.output.TextTable.Column;
import drolt.data.Shot;
import drolt.experiment.ArmCoverage;
import drolt.trust.SetCoverage.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What prediction sets came to on the test images: coverage in percent and classes in a set, by shot. */
final class CoverageTable {
    private CoverageTable() {}

    static List<String> lines(double coverage, List<ArmCoverage> measured, OutputStyle style) {
        TextTable.Builder table = TextTable.withColumns(
                Column.left("arm"),
                Column.left("sets"),
                Column.right("covered"),
                Column.right("many"),
                Column.right("med"),
                Column.right("few"),
                Column.right("size"),
                Column.right("many"),
                Column.right("med"),
                Column.right("few"));
        for (ArmCoverage one : measured) {
            List<Optional<Group>> groups = List.of(
                    Optional.of(one.onTest().all()),
                    one.onTest().of(Shot.MANY),
                    one.onTest().of(Shot.MEDIUM),
                    one.onTest().of(Shot.FEW));
            List<String> cells = new ArrayList<>(List.of(one.arm(), EnumWords.word(one.promise())));
            groups.forEach(group ->
                    cells.add(ResultTable.percent(group.map(Group::coverage).orElse(null))));
            groups.forEach(group -> cells.add(group.map(of -> String.format(Locale.ROOT, "%.1f", of.size()))
                    .orElse("-")));
            table.row(cells.toArray(String[]::new));
        }
        List<String> lines = new ArrayList<>(table.build().lines(style));
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "covered: percent of the test images whose set holds the true class, for sets that promise %.1f; size:"
                        + " classes in a set.",
                100 * coverage));
        return lines;
    }
}
