package drolt.cli;

import drolt.benchmark.StepBenchmark;
import drolt.benchmark.TrainingRate;
import drolt.configuration.ConfigException;
import drolt.experiment.RunOptions;
import drolt.experiment.RunOutcome;
import drolt.reproduction.Setting;
import drolt.reproduction.ShippedTable;
import drolt.reproduction.TableOptions;
import drolt.reproduction.TableOutcome;
import drolt.reproduction.TablePlan;
import drolt.reproduction.TableReproduction;
import drolt.tensor.Engine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes one of the paper's tables. */
@Command(
        name = "reproduce",
        header = "Makes one of the paper's tables.",
        description = "Makes one of the paper's tables: runs its rows and prints them beside the published numbers.",
        footer = {
            "%nRows that drolt cannot run show their published numbers only, and the table says so. The same command"
                    + " resumes the table; given in several processes, also on several machines that share the folder,"
                    + " they divide the stages between them.",
            "%nExamples:",
            "  drolt reproduce table1 --plan",
            "  drolt reproduce table2 --setting equal --scale 0.2 --seeds 3 --controls",
            "  drolt reproduce table1 --rows ce,crt,dro-* --baseline ce --output runs/table1"
        })
final class ReproduceCommand implements Callable<Integer> {
    private static final int MEASURED_ROUNDS = 3;
    private static final int STEPS_PER_ROUND = 4;

    private final ConsoleOptions console;

    @Parameters(
            paramLabel = "<table>",
            completionCandidates = CompletionWords.Tables.class,
            description = "table1, table2, table3 or table4.")
    private String table = "";

    @Option(
            names = "--setting",
            paramLabel = "<setting>",
            completionCandidates = CompletionWords.Settings.class,
            defaultValue = "as-published",
            description =
                    "as-published: each row by its own recipe; equal: crop and flip for all, equal images trained;"
                            + " equal-strong: AutoAugment and Cutout beside. Else ${DEFAULT-VALUE}.")
    private String setting = "as-published";

    @Option(
            names = "--scale",
            paramLabel = "<factor>",
            defaultValue = "1",
            description = "Factor on the length of every schedule, for example 0.2; else ${DEFAULT-VALUE}.")
    private double scale = 1;

    @Option(
            names = "--seeds",
            paramLabel = "<count>",
            defaultValue = "1",
            description = "Runs with the seeds 1 to this; else ${DEFAULT-VALUE}.")
    private int seeds = 1;

    @Option(
            names = "--rows",
            paramLabel = "<key>",
            split = ",",
            description = "Only these rows; * and ? stand for any characters. --plan shows the keys.")
    private List<String> rows = new ArrayList<>();

    @Option(
            names = "--controls",
            description = "Adds for each row of DRO-LT the same stages without the robust term, on equal images.")
    private boolean controls;

    @Option(
            names = "--baseline",
            paramLabel = "<key>",
            description = "Adds every other row's paired differences from this one, with a t-test over the seeds.")
    private @Nullable String baseline;

    @Option(
            names = "--set",
            paramLabel = "<key>=<value>",
            description = "Overrides one key of every recipe; <data>:<key>=<value> of one data set's.")
    private List<String> overrides = new ArrayList<>();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "<dir>",
            description = "Folder of the table and its runs; else runs/ and the table's name with a digest.")
    private @Nullable Path output;

    @Option(
            names = "--store",
            paramLabel = "<dir>",
            description = "Folder of stages that several tables share; else stages in the table's folder.")
    private @Nullable Path store;

    @Option(names = "--plan", description = "Only prints what would be done; needs no data.")
    private boolean planOnly;

    @Option(
            names = "--measure",
            description = "With --plan: takes some training steps and estimates the time from them.")
    private boolean measure;

    @Mixin
    private final RunInputs inputs = new RunInputs();

    ReproduceCommand(ConsoleOptions console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (measure && !planOnly) {
            throw new ConfigException("--measure: estimates the time of a plan; give --plan, too");
        }
        TablePlan plan = TablePlan.of(
                ShippedTable.named(table),
                new TableOptions(Setting.named(setting), scale, seeds, rows, controls, baseline, overrides));
        if (planOnly) {
            console.print(PlanLines.of(plan, console.style(), measure ? rate() : null));
            return ExitCode.OK;
        }
        Path folder = output == null ? Path.of("runs", table + "-" + setting + "-" + plan.digest()) : output;
        return Interruption.during(console, interruption -> run(plan, folder, interruption));
    }

    private static TrainingRate rate() {
        Engine.load();
        return new StepBenchmark(MEASURED_ROUNDS, STEPS_PER_ROUND).trainingRate();
    }

    private int run(TablePlan plan, Path folder, Interruption interruption) {
        Path stages = store == null ? TableReproduction.usualStore(folder) : store;
        RunOptions options = inputs.runOptions(stages);
        try (TableProgress progress = new TableProgress(console)) {
            TableOutcome outcome = new TableReproduction(plan).run(folder, options, progress, interruption.signal());
            progress.close();
            return report(outcome, plan, folder, interruption);
        }
    }

    /** One for each data set: a page compares what was measured on the same images. */
    private void writeReports(TablePlan plan, Path folder) {
        Map<String, List<Path>> runs = new LinkedHashMap<>();
        plan.runs().stream()
                .filter(run -> Files.isDirectory(folder.resolve(run.name()))) // columns may await their images
                .forEach(run -> runs.computeIfAbsent(run.key(), key -> new ArrayList<>())
                        .add(folder.resolve(run.name())));
        runs.forEach((data, folders) -> FinishedRunReport.write(
                console,
                folders,
                folder.resolve(runs.size() == 1 ? ReportCommand.FILE : "report-" + data + ".html"),
                inputs.runOptions(null),
                null));
    }

    private int report(TableOutcome outcome, TablePlan plan, Path folder, Interruption interruption) {
        if (outcome instanceof TableOutcome.Completed completed) {
            console.print(ComparisonLines.of(completed.table(), console.style()));
            console.print("");
            console.print("table: " + folder);
            writeReports(plan, folder);
            return ExitCode.OK;
        }
        TableOutcome.Broken broken = (TableOutcome.Broken) outcome;
        if (broken.outcome() instanceof RunOutcome.Interrupted interrupted) {
            console.problem("interrupted in stage " + interrupted.stage() + " of "
                    + broken.run().name() + ", its state is stored; to resume: " + commandLine(folder));
            return interruption.exitCode();
        }
        console.problem(broken.run().name() + ": " + Divergence.describe((RunOutcome.Diverged) broken.outcome()));
        return ExitCode.FAILED;
    }

    private String commandLine(Path folder) {
        TypedCommand command = new TypedCommand("reproduce")
                .parameter(table)
                .option("--setting", setting)
                .option("--scale", scale)
                .option("--seeds", seeds)
                .joined("--rows", rows)
                .flag("--controls", controls)
                .option("--baseline", baseline)
                .options("--set", overrides)
                .option("--output", folder)
                .option("--store", store);
        return inputs.addTo(command).toString();
    }
}
