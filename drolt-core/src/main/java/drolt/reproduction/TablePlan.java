package drolt.reproduction;

import drolt.comparison.PublishedTable;
import drolt.configuration.ClosestName;
import drolt.configuration.ConfigException;
import drolt.configuration.ConfigSource;
import drolt.configuration.ConfigWriter;
import drolt.recipe.Recipe;
import drolt.recipe.RecipeReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Everything that making a table will do, worked out without data and engine. */
public final class TablePlan {
    private final ShippedTable table;
    private final TableOptions options;
    private final TableConfig config;
    private final SettingConfig setting;
    private final List<PlannedRow> rows = new ArrayList<>();
    private final Map<String, Part> parts = new LinkedHashMap<>(); // by the key of the runs
    private final List<String> notes = new ArrayList<>();

    /** What one run of each seed makes of the table. */
    private record Part(String data, String variant, RecipeTree recipe) {}

    private TablePlan(ShippedTable table, TableOptions options) {
        this.table = table;
        this.options = options;
        config = table.read();
        setting = options.setting().read();
        List<RowConfig> chosen = RowFilter.of(config.rows(), options.rows());
        chosen.forEach(row ->
                rows.add(new PlannedRow(row.key(), row.name(), row.armsByColumn(config.columns()), row.variant())));
        DataOverrides overrides = new DataOverrides(config.data().keySet(), options.overrides());
        config.data().forEach((name, data) -> {
            addRecipe(name, data, "", List.of(), overrides.of(name));
            chosen.stream()
                    .filter(row -> !row.variant().isEmpty())
                    .forEach(row -> addRecipe(
                            name,
                            data,
                            row.variant(),
                            new DataOverrides(config.data().keySet(), row.set()).of(name),
                            overrides.of(name)));
        });
        if (options.controls()) {
            addControls();
        }
        parts.values()
                .forEach(part ->
                        new ScheduleScale(options.scale()).apply(part.recipe().stages()));
        if (options.baseline() != null) {
            requireBaseline(options.baseline());
        }
    }

    /**
     * Plans a table.
     *
     * @throws ConfigException if a pattern matches no row, or an override does not fit the recipes
     */
    public static TablePlan of(ShippedTable table, TableOptions options) {
        return new TablePlan(table, options);
    }

    private void addRecipe(String name, DataConfig data, String variant, List<String> own, List<String> given) {
        Set<String> arms = new LinkedHashSet<>();
        for (PlannedRow row : rows) {
            for (ColumnConfig column : config.columns()) {
                String arm = row.arms().get(column.key());
                if (name.equals(column.data()) && row.variant().equals(variant) && arm != null) {
                    arms.add(arm);
                }
            }
        }
        if (arms.isEmpty()) {
            return;
        }
        List<String> overrides = new ArrayList<>(setting.set().getOrDefault(data.recipe(), List.of()));
        overrides.addAll(data.set());
        overrides.addAll(given);
        String file = "tables/" + data.recipe() + "-" + setting.recipes() + ".yaml";
        Recipe whole = RecipeReader.read(ConfigSource.ofResource(file, overrides), file);
        arms.forEach(arm -> {
            if (!whole.config().arms().containsKey(arm)) {
                throw new ConfigException(table + ".yaml names the arm '" + arm + "', which " + file + " does not have"
                        + ClosestName.hint(arm, whole.config().arms().keySet()));
            }
        });
        RecipeTree recipe = RecipeTree.of(whole.config());
        recipe.keepArms(arms);
        recipe = recipe.with(own, file); // last: what it sets need not suit the other rows
        parts.put(name + variant, new Part(name, variant, recipe));
    }

    private void addControls() {
        record Control(String variant, Map<String, String> arms) {}
        Map<Control, List<String>> controlled = new LinkedHashMap<>(); // names of the rows that share one
        for (PlannedRow row : rows) {
            Map<String, String> controls = new LinkedHashMap<>();
            for (ColumnConfig column : config.columns()) {
                String arm = row.arms().get(column.key());
                Part part = column.data() == null ? null : parts.get(column.data() + row.variant());
                String control = arm == null || part == null ? null : new RobustControl(part.recipe()).add(arm);
                if (control != null) {
                    controls.put(column.key(), control);
                }
            }
            if (!controls.isEmpty()) {
                controlled
                        .computeIfAbsent(new Control(row.variant(), controls), key -> new ArrayList<>())
                        .add(row.name());
            }
        }
        controlled.forEach((control, of) -> {
            String name = controlled.size() == 1 ? "control" : "control of " + of.get(0);
            String key = controlled.size() == 1 ? "control" : "control-" + (rows.size() + 1);
            rows.add(new PlannedRow(key, name, control.arms(), control.variant()));
            notes.add(name + ": the stages of " + String.join("; ", of)
                    + " without the robust term, cross-entropy at the weight that it has there, equal images");
        });
    }

    private void requireBaseline(String key) {
        List<String> run = rows.stream()
                .filter(row -> !row.isPublishedOnly())
                .map(PlannedRow::key)
                .toList();
        if (!run.contains(key)) {
            throw new ConfigException("--baseline " + key + ": is no row that is run" + ClosestName.hint(key, run));
        }
    }

    /** Rows, controls last. */
    public List<PlannedRow> rows() {
        return List.copyOf(rows);
    }

    /** Runs in the order in which they are made: every data set with the first seed, then with the next. */
    public List<PlannedRun> runs() {
        List<PlannedRun> runs = new ArrayList<>();
        for (long seed = 1; seed <= options.seeds(); seed++) {
            runs.addAll(runs(seed));
        }
        return List.copyOf(runs);
    }

    /** The runs of one seed. */
    public List<PlannedRun> runsOfOneSeed() {
        return runs(1);
    }

    private List<PlannedRun> runs(long seed) {
        List<PlannedRun> runs = new ArrayList<>();
        parts.forEach((key, part) -> runs.add(
                new PlannedRun(part.data(), part.variant(), seed, part.recipe().read(table + "-" + key, seed))));
        return runs;
    }

    /** Tells tables of different content apart; seeds do not enter, so that more of them can be added. */
    public String digest() {
        String content = runsOfOneSeed().stream()
                .map(run -> ConfigWriter.canonicalJson(run.recipe().config()))
                .collect(Collectors.joining("\n"));
        return String.format(Locale.ROOT, "%08x", content.hashCode());
    }

    /** What people call the columns that are measured on some data: their groups, or else headings. */
    List<String> columnsOf(String data) {
        return config.columns().stream()
                .filter(column -> data.equals(column.data()))
                .map(column -> column.group().isEmpty() ? column.heading() : column.group())
                .distinct()
                .toList();
    }

    /** What the table says of its setting. */
    public String setting() {
        return options.setting() + ": " + setting.face();
    }

    public TableOptions options() {
        return options;
    }

    public String title() {
        return config.title();
    }

    TableConfig config() {
        return config;
    }

    PublishedTable published() {
        return PublishedTable.named(table.toString());
    }

    /** What the table says of its controls. */
    List<String> notes() {
        return List.copyOf(notes);
    }
}
