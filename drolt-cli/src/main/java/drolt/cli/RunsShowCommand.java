package drolt.cli;

import drolt.cli.output.TextTable;
import drolt.cli.output.TextTable.Column;
import drolt.experiment.ArmResult;
import drolt.experiment.RunResult;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows a finished run. */
@Command(
        name = "show",
        header = "Shows a finished run.",
        description =
                "Shows a finished run: its table, what it was made with, and radii by class; on a terminal also learning"
                        + " curves and accuracy by class rank.",
        footer = {
            "%nExamples:",
            "  drolt runs show quickstart-0b1f7c52",
            "  drolt runs show quickstart-0b1f7c52 --radii",
            "  drolt runs show quickstart-0b1f7c52 --json"
        })
final class RunsShowCommand implements Callable<Integer> {
    private final ConsoleOptions console;

    @Parameters(paramLabel = "<run>", description = "Folder of the run, or its name in runs.")
    private Path run = Path.of(".");

    @Option(
            names = "--radii",
            description = "The radii of each stage that has them: their course over the epochs, by class, and p(eps),"
                    + " the probability that the true centroid lies within the radius.")
    private boolean radii;

    @Mixin
    private final JsonOption json = new JsonOption();

    RunsShowCommand(ConsoleOptions console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        run = RunNames.find(run);
        RunResult result = RunResult.ofRun(run);
        if (json.given()) {
            console.printJson(RunSummary.of(run, result, radii));
            return ExitCode.OK;
        }
        console.print(ResultTable.lines(result, console.style()));
        console.print("");
        console.print(measures(result).lines(console.style()));
        console.print(RunCurves.lines(result, console.style()));
        console.print("");
        console.print("recipe " + result.recipe() + ", seed " + result.seed() + ", "
                + result.environment().inWords() + ", drolt "
                + result.versions().drolt() + ", Java "
                + result.versions().java());
        console.print("training images " + result.dataFingerprint());
        if (radii) {
            printRadii(result);
        }
        return ExitCode.OK;
    }

    private static TextTable measures(RunResult result) {
        TextTable.Builder table = TextTable.withColumns(
                Column.left("arm"),
                Column.right("nearest centroid"),
                Column.right("on training's classes"),
                Column.right("calibration error"));
        for (ArmResult arm : result.arms()) {
            table.row(
                    arm.name(),
                    ResultTable.percent(arm.told().ncm()),
                    ResultTable.percent(orNull(arm.evaluation().classifier().trainingDistribution())),
                    ResultTable.percent(orNull(arm.evaluation().calibration().expected())));
        }
        return table.build();
    }

    static @Nullable Double orNull(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    private void printRadii(RunResult result) {
        List<RadiusView> views = RadiusView.of(result);
        if (views.isEmpty()) {
            console.print("");
            console.print("no stage of this run has radii");
        }
        for (RadiusView view : views) {
            console.print("");
            console.print(view.lines(console.style()));
        }
    }
}
