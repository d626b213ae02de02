package drolt.cli;

import drolt.recipe.ShippedRecipe;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Prints the commented reference of every key of a recipe. */
@Command(
        name = "config",
        header = "Prints every key of a recipe with its default and range.",
        description = "Prints every key of a recipe with its default, unit, range and source, as YAML.",
        footer = {"%nExamples:", "  drolt config", "  drolt config > reference.yaml"})
final class ConfigCommand implements Callable<Integer> {
    private final ConsoleOptions console;

    ConfigCommand(ConsoleOptions console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        console.print(ShippedRecipe.reference().stripTrailing());
        return ExitCode.OK;
    }
}
