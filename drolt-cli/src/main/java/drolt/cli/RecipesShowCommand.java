package drolt.cli;

import drolt.configuration.ClosestName;
import drolt.configuration.ConfigException;
import drolt.configuration.ConfigWriter;
import drolt.recipe.RecipeReader;
import drolt.recipe.ShippedRecipe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints a recipe. */
@Command(
        name = "show",
        header = "Prints a recipe.",
        description = "Prints a recipe as it is shipped, or with every key.",
        footer = {
            "%nExamples:",
            "  drolt recipes show cifar100-lt > own.yaml",
            "  drolt recipes show quickstart --resolved --set seed=2"
        })
final class RecipesShowCommand implements Callable<Integer> {
    private final ConsoleOptions console;

    @Parameters(
            paramLabel = "<recipe>",
            completionCandidates = CompletionWords.Recipes.class,
            description = "Name of a recipe; with --resolved also a file.")
    private String name = "";

    @Option(names = "--resolved", description = "With every key, defaults and overrides included.")
    private boolean resolved;

    @Option(names = "--set", paramLabel = "<key>=<value>", description = "Overrides one key; implies --resolved.")
    private List<String> overrides = new ArrayList<>();

    RecipesShowCommand(ConsoleOptions console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (resolved || !overrides.isEmpty()) {
            console.print(ConfigWriter.yaml(RecipeReader.read(name, overrides).config())
                    .stripTrailing());
        } else {
            ShippedRecipe recipe = ShippedRecipe.find(name).orElseThrow(this::noSuchRecipe);
            console.print(recipe.text().stripTrailing());
        }
        return ExitCode.OK;
    }

    private ConfigException noSuchRecipe() {
        return new ConfigException(
                Files.isRegularFile(Path.of(name))
                        ? name + ": is a file, not a recipe's name; --resolved prints it with every key"
                        : "no recipe is named '" + name + "'" + ClosestName.hint(name, ShippedRecipe.names()));
    }
}
