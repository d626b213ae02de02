package drolt.cli;

import drolt.cli.output.TextTable;
import drolt.cli.output.TextTable.Column;
import drolt.data.ShotLimits;
import drolt.experiment.ArmResult;
import drolt.experiment.RunEvaluation;
import drolt.experiment.RunResult;
import drolt.experiment.StageRecord;
import drolt.training.EpochMetrics;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows a finished run. */
@Command(
        name = "show",
        description = "Shows a finished run: its table, what it was made with, and radii by class.",
        footer = {
            "%nExamples:",
            "  drolt runs show runs/quickstart-0b1f7c52",
            "  drolt runs show runs/quickstart-0b1f7c52 --radii"
        })
final class RunsShowCommand implements Callable<Integer> {
    private final ConsoleOptions console;

    @Parameters(paramLabel = "<run>", description = "Folder of the run.")
    private Path run = Path.of(".");

    @Option(
            names = "--radii",
            description = "The radius of each class after each stage that has radii, and p(eps): the probability that"
                    + " the true centroid lies within it.")
    private boolean radii;

    RunsShowCommand(ConsoleOptions console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        RunResult result = RunEvaluation.read(run);
        console.print(ResultTable.lines(result, console.style()));
        console.print("");
        console.print(measures(result).lines(console.style()));
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
                    ResultTable.percent(arm.ncm()),
                    ResultTable.percent(orNull(arm.evaluation().classifier().trainingDistribution())),
                    ResultTable.percent(orNull(arm.evaluation().calibration().expected())));
        }
        return table.build();
    }

    private static @Nullable Double orNull(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    private void printRadii(RunResult result) {
        boolean found = false;
        for (Map.Entry<String, StageRecord> stage : result.stages().entrySet()) {
            List<EpochMetrics> history = stage.getValue().history();
            List<Double> last = history.isEmpty()
                    ? List.of()
                    : history.get(history.size() - 1).radii();
            if (!last.isEmpty()) {
                found = true;
                console.print("");
                console.print("radii after stage " + stage.getKey() + ":");
                console.print(radii(result, last, stage.getValue().radiusProbabilities())
                        .lines(console.style()));
            }
        }
        if (!found) {
            console.print("");
            console.print("no stage of this run has radii");
        }
    }

    private static TextTable radii(RunResult result, List<Double> radii, List<Double> probabilities) {
        ShotLimits limits = result.arms().get(0).evaluation().shotLimits();
        TextTable.Builder table = TextTable.withColumns(
                Column.left("class"),
                Column.right("images"),
                Column.left("shot"),
                Column.right("radius"),
                Column.right("p(eps)"));
        for (int label = 0; label < radii.size(); label++) {
            int count = result.trainingCounts().get(label);
            table.row(
                    result.classNames().get(label),
                    Integer.toString(count),
                    limits.of(count).name().toLowerCase(Locale.ROOT),
                    String.format(Locale.ROOT, "%.4f", radii.get(label)),
                    String.format(Locale.ROOT, "%.3g", probabilities.get(label)));
        }
        return table.build();
    }
}
