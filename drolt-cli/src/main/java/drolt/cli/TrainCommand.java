package drolt.cli;

import drolt.experiment.Experiment;
import drolt.experiment.Recipe;
import drolt.experiment.RecipeReader;
import drolt.experiment.RunFolder;
import drolt.experiment.RunListener;
import drolt.experiment.RunOutcome;
import drolt.tensorboard.TensorBoardListener;
import drolt.tensorboard.TensorBoardOutput;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a recipe. */
@Command(
        name = "train",
        header = "Runs a recipe, or quickstart, and prints its table.",
        description = "Runs a recipe: trains what its folder does not hold yet, measures every arm, prints the table.",
        footer = {
            "%nThe same command on the same folder goes on where it was. Ctrl-C stops after the step under way.",
            "%nExamples:",
            "  drolt train",
            "  drolt train cifar100-lt --data ~/datasets --set dataset.imbalanceFactor=50",
            "  drolt train own.yaml --output runs/own --set seed=2",
            "  drolt train --tensorboard embeddings"
        })
final class TrainCommand implements Callable<Integer> {
    private final ConsoleOptions console;

    @Parameters(
            arity = "0..1",
            paramLabel = "<recipe>",
            completionCandidates = CompletionWords.Recipes.class,
            defaultValue = "quickstart",
            description = "Name of a recipe ('drolt recipes' lists them) or a YAML file; else ${DEFAULT-VALUE}.")
    private String recipeName = "quickstart";

    @Mixin
    private final Overrides overrides = new Overrides();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "<dir>",
            description = "Folder of the run; else runs/ and the recipe's name with a digest of its keys.")
    private @Nullable Path output;

    @Option(names = "--store", paramLabel = "<dir>", description = "Folder of stages that several runs share.")
    private @Nullable Path store;

    @Option(
            names = "--tensorboard",
            paramLabel = "<what>",
            completionCandidates = CompletionWords.TensorBoardOutputs.class,
            defaultValue = "events",
            description =
                    "What the run's folder gets for TensorBoard: none, events, or embeddings, which adds features of"
                            + " test images (up to 5 MB an arm); else ${DEFAULT-VALUE}.")
    private TensorBoardOutput tensorBoard = TensorBoardOutput.EVENTS;

    @Mixin
    private final DataFolder dataFolder = new DataFolder();

    TrainCommand(ConsoleOptions console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Recipe recipe = RecipeReader.read(recipeName, overrides.given());
        Path folder = output == null ? defaultFolder(recipe) : output;
        Experiment experiment = Experiment.prepare(recipe, dataFolder.runOptions(store));
        return Interruption.during(console, interruption -> run(experiment, folder, interruption));
    }

    private int run(Experiment experiment, Path folder, Interruption interruption) {
        try (RunFolder run = store == null ? RunFolder.open(folder) : RunFolder.openShared(folder);
                RunProgress progress = new RunProgress(console);
                TensorBoardListener events = new TensorBoardListener(folder, tensorBoard)) {
            RunOutcome outcome = experiment.run(run, RunListener.all(List.of(progress, events)), interruption.signal());
            progress.close();
            if (outcome instanceof RunOutcome.Completed completed) {
                events.completed(completed.result());
            }
            return report(outcome, experiment, folder, interruption);
        }
    }

    private static Path defaultFolder(Recipe recipe) {
        return Path.of("runs", recipe.name() + "-" + recipe.digest());
    }

    private int report(RunOutcome outcome, Experiment experiment, Path folder, Interruption interruption) {
        if (outcome instanceof RunOutcome.Completed completed) {
            console.print(ResultTable.lines(completed.result(), console.style()));
            console.print(RunCurves.lines(completed.result(), console.style()));
            console.print("");
            console.print("run: " + folder);
            FinishedRunReport.write(
                    console,
                    List.of(folder),
                    folder.resolve(ReportCommand.FILE),
                    dataFolder.runOptions(store),
                    experiment.testImages());
            return ExitCode.OK;
        }
        if (outcome instanceof RunOutcome.Diverged diverged) {
            console.problem(Divergence.describe(diverged));
            return ExitCode.FAILED;
        }
        RunOutcome.Interrupted interrupted = (RunOutcome.Interrupted) outcome;
        console.problem("interrupted in stage " + interrupted.stage() + ", its state is stored; to go on: "
                + commandLine(folder));
        return interruption.exitCode();
    }

    private String commandLine(Path folder) {
        boolean usual = tensorBoard == TensorBoardOutput.EVENTS;
        TypedCommand command = new TypedCommand("train")
                .parameter(recipeName)
                .options("--set", overrides.given())
                .option("--output", folder)
                .option("--store", store)
                .option("--tensorboard", usual ? null : tensorBoard.name().toLowerCase(Locale.ROOT));
        return dataFolder.addTo(command).toString();
    }
}
