package drolt.cli;

import drolt.cli.output.TextTable;
import drolt.cli.output.TextTable.Column;
import drolt.recipe.ShippedRecipe;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Lists the recipes that come with the program. */
@Command(
        name = "list",
        header = "Lists the recipes that come with drolt.",
        description = "Lists the recipes that come with drolt.",
        footer = {"%nExamples:", "  drolt recipes list"})
final class RecipesListCommand implements Callable<Integer> {
    private final ConsoleOptions console;

    RecipesListCommand(ConsoleOptions console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        TextTable.Builder table = TextTable.withColumns(Column.left("recipe"), Column.left("what it does"));
        for (ShippedRecipe recipe : ShippedRecipe.values()) {
            table.row(recipe.recipeName(), recipe.summary());
        }
        console.print(table.build().lines(console.style()));
        return ExitCode.OK;
    }
}
