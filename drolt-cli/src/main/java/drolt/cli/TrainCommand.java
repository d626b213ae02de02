package drolt.cli;

import drolt.experiment.Experiment;
import drolt.experiment.Recipe;
import drolt.experiment.RecipeReader;
import drolt.experiment.RunFolder;
import drolt.experiment.RunListener;
import drolt.experiment.RunOptions;
import drolt.experiment.RunOutcome;
import drolt.tensorboard.TensorBoardListener;
import drolt.tensorboard.TensorBoardOutput;
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

/** Runs a recipe. */
@Command(
        name = "train",
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
            defaultValue = "quickstart",
            description = "Name of a recipe ('drolt recipes' lists them) or a YAML file; else ${DEFAULT-VALUE}.")
    private String recipeName = "quickstart";

    @Option(names = "--set", paramLabel = "<key>=<value>", description = "Overrides one key; may be repeated.")
    private List<String> overrides = new ArrayList<>();

    @Option(
            names = "--output",
            paramLabel = "<dir>",
            description = "Folder of the run; else runs/ and the recipe's name with a digest of its keys.")
    private @Nullable Path output;

    @Option(names = "--store", paramLabel = "<dir>", description = "Folder of stages that several runs share.")
    private @Nullable Path store;

    @Option(
            names = "--tensorboard",
            paramLabel = "<what>",
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
        Recipe recipe = RecipeReader.read(recipeName, overrides);
        Path folder = output == null ? defaultFolder(recipe) : output;
        RunOptions options = new RunOptions(dataFolder.location().path(), store, RunOptions.USUAL_LOADER_THREADS);
        Experiment experiment = Experiment.prepare(recipe, options);
        try (Interruption interruption = Interruption.watch()) {
            return run(experiment, folder, interruption);
        }
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
        } catch (RuntimeException failure) {
            return new OneLineErrors(console).report(failure); // here: after a signal nobody waits for the usual place
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
            RunOptions options = new RunOptions(dataFolder.location().path(), store, RunOptions.USUAL_LOADER_THREADS);
            FinishedRunReport.write(
                    console, List.of(folder), folder.resolve(ReportCommand.FILE), options, experiment.testImages());
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
        StringBuilder line = new StringBuilder("drolt train ").append(ShellWord.of(recipeName));
        overrides.forEach(override -> line.append(" --set ").append(ShellWord.of(override)));
        line.append(" --output ").append(ShellWord.of(folder.toString()));
        if (store != null) {
            line.append(" --store ").append(ShellWord.of(store.toString()));
        }
        if (tensorBoard != TensorBoardOutput.EVENTS) {
            line.append(" --tensorboard ").append(tensorBoard.name().toLowerCase(Locale.ROOT));
        }
        return line.append(dataFolder.asOption()).toString();
    }
}
