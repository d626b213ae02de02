package drolt.cli;

import drolt.io.AtomicFiles;
import drolt.proposal.RecipeProposal;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Proposes a recipe for a folder of images. */
@Command(
        name = "init",
        header = "Proposes a recipe for a folder of images.",
        description =
                "Prints the recipe that 'drolt train <folder>' would run, with the reason for each choice, to edit.",
        footer = {
            "%nExamples:",
            "  drolt init photos > own.yaml",
            "  drolt init photos --time 2h --size 224 --output own.yaml"
        })
final class InitCommand implements Callable<Integer> {
    private final ConsoleOptions console;

    @Parameters(
            paramLabel = "<folder>",
            description =
                    "Folder of images, with a folder for each class, or with folders train, val and test of these; or a"
                            + " table of images, .csv or .tsv with columns path and label.")
    private Path folder = Path.of(".");

    @Mixin
    private final FolderProposal proposal = new FolderProposal();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "<file>",
            description = "Writes the recipe to a file.")
    private @Nullable Path output;

    InitCommand(ConsoleOptions console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        RecipeProposal proposed = proposal.propose(folder, RecipeProposal.Speed.measured());
        if (output == null) {
            console.print(proposed.yaml().stripTrailing());
        } else {
            AtomicFiles.writeString(output, proposed.yaml());
        }
        return ExitCode.OK;
    }
}
