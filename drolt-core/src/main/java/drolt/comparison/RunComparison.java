package drolt.comparison;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The table of any runs: an arm a row, a measure a column. */
public final class RunComparison {
    private static final int DECIMALS = 1;

    private RunComparison() {}

    /**
     * Makes the table.
     *
     * @param baseline label of the arm that the others are compared with; null: none
     * @throws drolt.configuration.ConfigException if no arm has that label
     */
    public static ComparisonTable of(ComparedRuns runs, @Nullable String baseline) {
        List<TableRow> rows = new ArrayList<>();
        for (ArmGroup group : runs.groups()) {
            Map<String, TableCell> cells = new LinkedHashMap<>();
            for (Measure measure : Measure.values()) {
                Summary summary = group.summary(measure);
                if (summary != null) {
                    cells.put(key(measure), new TableCell(summary, null));
                }
            }
            rows.add(new TableRow(group.label(), group.label(), cells));
        }
        boolean overClasses = runs.groups().stream().anyMatch(group -> group.summary(Measure.IMAGES) != null);
        List<String> notes = new ArrayList<>(runs.notes());
        List<List<Long>> seeds = runs.groups().stream()
                .map(group -> List.copyOf(group.seeds()))
                .distinct()
                .toList();
        if (seeds.size() > 1) {
            notes.add("not every arm has every seed: the column 'seeds' counts them");
        }
        return new ComparisonTable(
                "",
                DECIMALS,
                Stream.of(Measure.values())
                        .filter(measure -> measure != Measure.IMAGES || overClasses)
                        .map(measure -> new TableColumn(key(measure), heading(measure, overClasses), ""))
                        .toList(),
                rows,
                baseline == null ? null : paired(runs, runs.group(baseline)),
                new TableFace(runs.selection(), null, null, runs.seeds(), notes));
    }

    private static String key(Measure measure) {
        return measure.name().toLowerCase(Locale.ROOT);
    }

    private static String heading(Measure measure, boolean overClasses) {
        return measure == Measure.ACCURACY && overClasses ? "class mean" : key(measure);
    }

    private static PairedSection paired(ComparedRuns runs, ArmGroup baseline) {
        List<PairedSection.Line> lines = new ArrayList<>();
        for (ArmGroup group : runs.groups()) {
            for (Measure measure : Measure.values()) {
                if (group != baseline && group.summary(measure) != null) {
                    lines.add(new PairedSection.Line(
                            group.label(), group.label(), key(measure), key(measure), group.minus(baseline, measure)));
                }
            }
        }
        return new PairedSection(baseline.label(), lines);
    }
}
