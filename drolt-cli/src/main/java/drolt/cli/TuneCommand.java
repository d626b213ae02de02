package drolt.cli;

import drolt.cli.output.TextTable;
import drolt.cli.output.TextTable.Column;
import drolt.configuration.ConfigException;
import drolt.experiment.RunOptions;
import drolt.tuning.HalvingConfig;
import drolt.tuning.SearchSpace;
import drolt.tuning.TrialRecord;
import drolt.tuning.Tuning;
import drolt.tuning.TuningFolder;
import drolt.tuning.TuningOutcome;
import drolt.tuning.TuningPlan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Searches the best values of a recipe's keys. */
@Command(
        name = "tune",
        header = "Searches the best values of a recipe's keys.",
        description = "Searches the best values of a recipe's keys on its validation split, by successive halving.",
        footer = {
            "%nThe test set is never measured. The same command resumes the search; in several processes they divide"
                    + " the trials between them.",
            "%nExamples:",
            "  drolt tune cifar100-lt --set dataset.validationShare=0.1 --trials 27 --scale 0.2",
            "  drolt tune own.yaml --space own-space.yaml --arm CE --output runs/tuned"
        })
final class TuneCommand implements Callable<Integer> {
    private static final String NOT_FINITE = "not finite";

    private final ConsoleOptions console;

    @Parameters(
            paramLabel = "<recipe>",
            completionCandidates = CompletionWords.Recipes.class,
            description = "Name of a recipe ('drolt recipes' lists them) or a YAML file.")
    private String recipeName = "";

    @Option(
            names = "--space",
            paramLabel = "<space>",
            completionCandidates = CompletionWords.Spaces.class,
            defaultValue = "paper-learned",
            description = "YAML file of what is tried, or paper or paper-learned; else ${DEFAULT-VALUE}.")
    private String spaceName = "paper-learned";

    @Option(
            names = "--trials",
            paramLabel = "<count>",
            description = "Tries so many points of the space, chosen by chance, instead of what its file says.")
    private @Nullable Integer trials;

    @Option(names = "--arm", paramLabel = "<arm>", description = "The arm whose accuracy counts; else the last one.")
    private @Nullable String arm;

    @Option(
            names = "--scale",
            paramLabel = "<factor>",
            defaultValue = "1",
            description = "Factor on the schedules of the last rung, for example 0.2; else ${DEFAULT-VALUE}.")
    private double scale = 1;

    @Option(names = "--set", paramLabel = "<key>=<value>", description = "Overrides one key of the recipe.")
    private List<String> overrides = new ArrayList<>();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "<dir>",
            description = "Folder of the tuning; else runs/ and the recipe's name with a digest.")
    private @Nullable Path output;

    @Option(
            names = "--store",
            paramLabel = "<dir>",
            description = "Folder of stages that runs share; else stages in the tuning's folder.")
    private @Nullable Path store;

    @Option(names = "--plan", description = "Only prints what would be tried; needs no data.")
    private boolean planOnly;

    @Mixin
    private final RunInputs inputs = new RunInputs();

    TuneCommand(ConsoleOptions console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (trials != null && trials < 1) {
            throw new ConfigException("--trials: " + trials + " must be at least 1, for example 27");
        }
        List<String> ofSpace = trials == null ? List.of() : List.of("search.kind=random", "search.trials=" + trials);
        TuningPlan plan =
                new TuningPlan(recipeName, overrides, arm, SearchSpace.read(spaceName, ofSpace), spaceName, scale);
        if (planOnly) {
            console.print(planLines(plan));
            return ExitCode.OK;
        }
        Path folder = output == null ? Path.of("runs", "tune-" + plan.digest()) : output;
        return Interruption.during(console, interruption -> run(plan, new TuningFolder(folder), interruption));
    }

    private List<String> planLines(TuningPlan plan) {
        HalvingConfig halving = plan.space().halving();
        List<String> lines = new ArrayList<>();
        lines.add("accuracy of " + plan.arm() + " on the validation split; keys:");
        plan.space().keys().keySet().forEach(key -> lines.add("  " + key));
        lines.add("");
        TextTable.Builder table =
                TextTable.withColumns(Column.right("rung"), Column.right("trials"), Column.right("schedules"));
        for (int rung = 0; rung < halving.rungs(); rung++) {
            table.row(
                    Integer.toString(rung + 1),
                    Integer.toString(halving.survivors(plan.trials().size(), rung)),
                    String.format(Locale.ROOT, "%.3f", plan.scale(rung)));
        }
        lines.addAll(table.build().lines(console.style()));
        return lines;
    }

    private int run(TuningPlan plan, TuningFolder folder, Interruption interruption) {
        Path stages = store == null ? folder.usualStore() : store;
        RunOptions options = inputs.runOptions(stages);
        try (TuningProgress progress = new TuningProgress(console, plan.measurements())) {
            TuningOutcome outcome = new Tuning(plan, folder, options, progress, interruption.signal()).run();
            progress.close();
            return report(outcome, plan, folder, interruption);
        }
    }

    private int report(TuningOutcome outcome, TuningPlan plan, TuningFolder folder, Interruption interruption) {
        if (outcome instanceof TuningOutcome.Interrupted interrupted) {
            console.problem("interrupted in stage " + interrupted.stage() + " of trial " + interrupted.trial()
                    + ", its state is stored; to resume: " + commandLine(folder.root()));
            return interruption.exitCode();
        }
        TuningOutcome.Completed completed = (TuningOutcome.Completed) outcome;
        console.print(ranking(completed.ranking(), plan));
        console.print("");
        if (!completed.hasBest()) {
            console.problem("the loss of every trial became NaN or infinite; search among smaller learning rates");
            return ExitCode.FAILED;
        }
        console.print("accuracy of " + plan.arm() + " in percent on the validation split, mean over the classes");
        console.print("best: " + folder.best());
        return ExitCode.OK;
    }

    private List<String> ranking(List<TrialRecord> ranking, TuningPlan plan) {
        List<String> keys = List.copyOf(plan.space().keys().keySet());
        List<Column> columns = new ArrayList<>(
                List.of(Column.right("rank"), Column.right("trial"), Column.right("rung"), Column.right("accuracy")));
        keys.forEach(key -> columns.add(Column.left(key.substring(key.lastIndexOf('.') + 1))));
        TextTable.Builder table = TextTable.withColumns(columns.toArray(Column[]::new));
        int rank = 0;
        for (TrialRecord record : ranking) {
            rank++;
            List<String> cells = new ArrayList<>(List.of(
                    Integer.toString(rank),
                    Integer.toString(record.trial()),
                    Integer.toString(record.rung()),
                    record.accuracy() == null ? NOT_FINITE : ResultTable.percent(record.accuracy())));
            keys.forEach(key -> cells.add(record.values().getOrDefault(key, "")));
            table.row(cells.toArray(String[]::new));
        }
        return table.build().lines(console.style());
    }

    private String commandLine(Path folder) {
        TypedCommand command = new TypedCommand("tune")
                .parameter(recipeName)
                .option("--space", spaceName)
                .option("--trials", trials)
                .option("--arm", arm)
                .option("--scale", scale)
                .options("--set", overrides)
                .option("--output", folder)
                .option("--store", store);
        return inputs.addTo(command).toString();
    }
}
