package drolt.cli;

import drolt.recipe.ExperimentConfig;
import drolt.recipe.RecipeReader;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Checks a recipe without running it. */
@Command(
        name = "check",
        header = "Checks a recipe without running it.",
        description = "Checks a recipe without running it; the first mistake is told with file, line and key.",
        footer = {"%nExamples:", "  drolt recipes check own.yaml"})
final class RecipesCheckCommand implements Callable<Integer> {
    private final ConsoleOptions console;

    @Parameters(
            paramLabel = "<file>",
            completionCandidates = CompletionWords.Recipes.class,
            description = "A YAML file, or the name of a recipe.")
    private String name = "";

    @Mixin
    private final Overrides overrides = new Overrides();

    RecipesCheckCommand(ConsoleOptions console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        ExperimentConfig config = RecipeReader.read(name, overrides.given()).config();
        console.print(name + ": a valid recipe of " + config.order().size() + " stages and "
                + config.arms().size() + " arms");
        return ExitCode.OK;
    }
}
