package drolt.cli;

import drolt.cli.DataFolder.Location;
import drolt.cli.output.TextTable;
import drolt.cli.output.TextTable.Column;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the data sets that drolt reads by name, and whether they are there. */
@Command(
        name = "list",
        header = "Lists the known data sets and which are there.",
        description = "Lists the known data sets, where they are looked for, and which are there.",
        footer = {"%nExamples:", "  drolt data list", "  drolt data list --data ~/datasets"})
final class DataListCommand implements Callable<Integer> {
    private final ConsoleOptions console;

    @Mixin
    private final DataFolder dataFolder = new DataFolder();

    DataListCommand(ConsoleOptions console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Location location = dataFolder.location();
        TextTable.Builder table = TextTable.withColumns(
                Column.left("data set"), Column.left("what it is"), Column.left("present"), Column.left("where"));
        for (KnownDataSet known : KnownDataSet.values()) {
            Optional<Path> found = known.find(location.path());
            table.row(
                    known.title(),
                    known.summary(),
                    known.generated() || found.isPresent() ? "yes" : "no",
                    known.generated() ? "built in" : found.map(Path::toString).orElse(known.places()));
        }
        console.print("data folder: " + location.path() + " (" + location.chosenBy() + ")");
        console.print("");
        console.print(table.build().lines(console.style()));
        return ExitCode.OK;
    }
}
