package drolt.reproduction;

import drolt.comparison.ArmGroup;
import drolt.comparison.ComparedRuns;
import drolt.comparison.ComparisonTable;
import drolt.comparison.PairedSection;
import drolt.comparison.PublishedRow;
import drolt.comparison.PublishedTable;
import drolt.comparison.Summary;
import drolt.comparison.TableCell;
import drolt.comparison.TableFace;
import drolt.comparison.TableRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Puts results and published numbers into a table's places. */
final class TableAssembly {
    private final TablePlan plan;
    private final TableConfig config;
    private final PublishedTable published;
    private final Map<String, ComparedRuns> results;

    /**
     * @param results by the key of the runs; what was not run is absent
     */
    TableAssembly(TablePlan plan, Map<String, ComparedRuns> results) {
        this.plan = plan;
        this.config = plan.config();
        this.published = plan.published();
        this.results = results;
    }

    ComparisonTable table() {
        List<TableRow> rows = new ArrayList<>();
        for (PlannedRow row : plan.rows()) {
            Map<String, TableCell> cells = new LinkedHashMap<>();
            for (ColumnConfig column : config.columns()) {
                ArmGroup group = group(row, column);
                Summary measured = group == null ? null : group.summary(column.measure());
                cells.put(column.key(), new TableCell(measured, published.number(row.key(), column.key())));
            }
            rows.add(new TableRow(row.key(), row.name(), cells));
        }
        return new ComparisonTable(
                config.title(),
                config.decimals(),
                config.columns().stream().map(ColumnConfig::column).toList(),
                rows,
                paired(),
                face());
    }

    private @Nullable ArmGroup group(PlannedRow row, ColumnConfig column) {
        String arm = row.arms().get(column.key());
        ComparedRuns runs = column.data() == null ? null : results.get(column.data() + row.variant());
        return arm == null || runs == null ? null : runs.group(arm);
    }

    private @Nullable PairedSection paired() {
        String key = plan.options().baseline();
        if (key == null) {
            return null;
        }
        PlannedRow baseline = plan.rows().stream()
                .filter(row -> row.key().equals(key))
                .findFirst()
                .orElseThrow();
        List<PairedSection.Line> lines = new ArrayList<>();
        for (PlannedRow row : plan.rows()) {
            for (ColumnConfig column : config.columns()) {
                ArmGroup group = group(row, column);
                ArmGroup other = group(baseline, column);
                if (!row.key().equals(key)
                        && group != null
                        && other != null
                        && group.summary(column.measure()) != null) {
                    lines.add(new PairedSection.Line(
                            row.key(),
                            row.name(),
                            column.key(),
                            heading(column),
                            group.minus(other, column.measure())));
                }
            }
        }
        return new PairedSection(baseline.name(), lines);
    }

    private static String heading(ColumnConfig column) {
        return column.group().isEmpty() ? column.heading() : column.group() + ", " + column.heading();
    }

    private TableFace face() {
        Set<String> selections = new LinkedHashSet<>();
        Set<String> notes = new LinkedHashSet<>();
        results.values().forEach(runs -> {
            selections.add(runs.selection());
            notes.addAll(runs.notes());
        });
        notes.addAll(plan.notes());
        if (!plan.options().overrides().isEmpty()) {
            notes.add("recipes changed by --set "
                    + String.join(" --set ", plan.options().overrides()));
        }
        notePublishedOnly(notes);
        notes.add("published: " + published.source());
        noteDoubts(notes);
        boolean run = !results.isEmpty();
        return new TableFace(
                String.join("; ", selections),
                run ? plan.setting() : null,
                run ? plan.options().scale() : null,
                run ? LongStream.rangeClosed(1, plan.options().seeds()).boxed().toList() : List.of(),
                List.copyOf(notes));
    }

    private void notePublishedOnly(Set<String> notes) {
        List<String> names = plan.rows().stream()
                .filter(PlannedRow::isPublishedOnly)
                .map(PlannedRow::name)
                .toList();
        if (!names.isEmpty()) {
            notes.add("published numbers only, not run here: " + String.join("; ", names));
        }
        noteGroups(notes, "no row is run on it here", column -> column.data() == null);
        noteGroups(notes, "its images are not here", this::awaitsImages);
    }

    private void noteGroups(Set<String> notes, String why, Predicate<ColumnConfig> chosen) {
        List<String> groups = config.columns().stream()
                .filter(chosen)
                .map(column -> column.group().isEmpty() ? column.heading() : column.group())
                .distinct()
                .toList();
        if (!groups.isEmpty()) {
            notes.add("published numbers only, " + why + ": " + String.join("; ", groups));
        }
    }

    /** Whether rows were to be run on it and none was. */
    private boolean awaitsImages(ColumnConfig column) {
        return plan.rows().stream().anyMatch(row -> row.arms().containsKey(column.key()))
                && plan.rows().stream().noneMatch(row -> group(row, column) != null);
    }

    private void noteDoubts(Set<String> notes) {
        for (PlannedRow row : plan.rows()) {
            PublishedRow printed = published.rows().get(row.key());
            for (ColumnConfig column : config.columns()) {
                String doubt = printed == null ? null : printed.doubts().get(column.key());
                if (doubt != null) {
                    notes.add("doubtful as published: " + row.name() + ", " + heading(column) + ": " + doubt);
                }
            }
        }
    }
}
