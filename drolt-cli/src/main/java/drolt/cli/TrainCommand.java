package drolt.cli;

import drolt.experiment.Experiment;
import drolt.experiment.RunFolder;
import drolt.experiment.RunListener;
import drolt.experiment.RunOutcome;
import drolt.proposal.RecipeProposal;
import drolt.recipe.Recipe;
import drolt.recipe.RecipeReader;
import drolt.tensorboard.TensorBoardListener;
import drolt.tensorboard.TensorBoardOutput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a recipe. */
@Command(
        name = "train",
        header = "Trains on a folder of images or by a recipe, and prints the table.",
        description =
                "Runs a recipe: trains what its folder does not hold yet, measures every arm, prints the table. For a"
                        + " folder of images it proposes a recipe first, as 'drolt init' does, and at the end names the arm"
                        + " that is best on the validation split.",
        footer = {
            "%nThe same command resumes an unfinished run. Ctrl-C stops after the step under way.",
            "%nExamples:",
            "  drolt train",
            "  drolt train photos --time 30m",
            "  drolt train photos.csv",
            "  drolt train cifar100-lt --data ~/datasets --set dataset.imbalanceFactor=50",
            "  drolt train own.yaml --output runs/own --set seed=2",
            "  drolt train --tensorboard embeddings"
        })
final class TrainCommand implements Callable<Integer> {
    private final ConsoleOptions console;

    @Parameters(
            arity = "0..1",
            paramLabel = "<recipe|folder>",
            completionCandidates = CompletionWords.Recipes.class,
            defaultValue = "quickstart",
            description =
                    "Folder of images with a folder for each class, table of images (.csv, .tsv), name of a recipe"
                            + " ('drolt recipes' lists them), or a YAML file; else ${DEFAULT-VALUE}.")
    private String recipeName = "quickstart";

    @Mixin
    private final FolderProposal proposal = new FolderProposal();

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
    private final RunInputs inputs = new RunInputs();

    TrainCommand(ConsoleOptions console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Optional<Path> images = FolderProposal.folder(recipeName);
        Recipe recipe;
        Path folder;
        if (images.isPresent()) {
            folder = output == null ? Path.of("runs", proposal.runName(images.get())) : output;
            recipe = proposed(images.get(), folder);
        } else {
            proposal.requireNone(recipeName);
            recipe = RecipeReader.read(recipeName, overrides.given());
            folder = output == null ? defaultFolder(recipe) : output;
        }
        Experiment experiment = Experiment.prepare(recipe, inputs.runOptions(store));
        return Interruption.during(console, interruption -> run(experiment, folder, interruption));
    }

    /** That of the run, if it has begun: a proposal depends on how fast the machine is at the moment. */
    private Recipe proposed(Path images, Path run) {
        String name = String.valueOf(images.toAbsolutePath().normalize().getFileName());
        Path begun = run.resolve("recipe.yaml");
        if (Files.exists(begun)) {
            Recipe recipe = new Recipe(
                    name, RecipeReader.read(begun.toString(), overrides.given()).config());
            FolderProposal.requireOf(images, run, recipe);
            console.note("resumes " + run + " with its recipe, " + begun);
            return recipe;
        }
        RecipeProposal proposed = proposal.propose(images, RecipeProposal.Speed.measured());
        console.print(proposed.reasons());
        console.print("");
        return proposed.recipe(name, overrides.given());
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
            if (experiment.hasChoice()) {
                console.print("to ship: "
                        + experiment.chooseArm(folder, completed.result()).inWords());
            }
            console.print("run: " + folder);
            FinishedRunReport.write(
                    console,
                    List.of(folder),
                    folder.resolve(ReportCommand.FILE),
                    inputs.runOptions(store),
                    experiment.testImages());
            return ExitCode.OK;
        }
        if (outcome instanceof RunOutcome.Diverged diverged) {
            console.problem(Divergence.describe(diverged));
            return ExitCode.FAILED;
        }
        RunOutcome.Interrupted interrupted = (RunOutcome.Interrupted) outcome;
        console.problem("interrupted in stage " + interrupted.stage() + ", its state is stored; to resume: "
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
        return inputs.addTo(proposal.addTo(command)).toString();
    }
}
