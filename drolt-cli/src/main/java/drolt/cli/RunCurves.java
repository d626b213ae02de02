package drolt.cli;

import drolt.cli.output.ColumnChart;
import drolt.cli.output.OutputStyle;
import drolt.experiment.ArmResult;
import drolt.experiment.RunResult;
import drolt.experiment.StageRecord;
import drolt.training.EpochMetrics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** A run's course and its accuracy by class rank, drawn on a terminal; nothing where only ASCII may be printed. */
final class RunCurves {
    private static final int FEW_CHARTS = 4;
    private static final int HIGH = 4;
    private static final int FLAT = 1;

    private RunCurves() {}

    static List<String> lines(RunResult result, OutputStyle style) {
        if (!style.unicode()) {
            return List.of();
        }
        ColumnChart.Builder losses = ColumnChart.builder();
        result.stages().forEach((name, stage) -> {
            if (stage.history().size() > 1) {
                losses.chart(
                        name,
                        losses(stage),
                        loss(stage, 0) + " to " + loss(stage, stage.history().size() - 1));
            }
        });
        ColumnChart.Builder ranks = ColumnChart.builder().between(0, 1);
        for (ArmResult arm : result.arms()) {
            ranks.chart(
                    arm.name(),
                    byRank(arm, result.trainingCounts()),
                    ResultTable.percent(arm.told().accuracy()) + " %");
        }
        List<String> lines = new ArrayList<>();
        add(lines, "loss by epoch:", losses, style);
        add(lines, "accuracy by class, from the most frequent to the rarest; full height is 100 %:", ranks, style);
        return lines;
    }

    private static void add(List<String> lines, String title, ColumnChart.Builder charts, OutputStyle style) {
        if (charts.count() > 0) {
            lines.add("");
            lines.add(title);
            lines.addAll(charts.height(charts.count() <= FEW_CHARTS ? HIGH : FLAT)
                    .build()
                    .lines(style));
        }
    }

    private static List<Double> losses(StageRecord stage) {
        return stage.history().stream().map(EpochMetrics::loss).toList();
    }

    private static String loss(StageRecord stage, int epoch) {
        return String.format(Locale.ROOT, "%.2f", stage.history().get(epoch).loss());
    }

    /** Classes without a test image are left out. */
    private static List<Double> byRank(ArmResult arm, List<Integer> counts) {
        List<OptionalDouble> recall = arm.evaluation().classifier().perClass();
        return IntStream.range(0, counts.size())
                .boxed()
                .sorted(Comparator.comparing(counts::get, Comparator.reverseOrder()))
                .map(recall::get)
                .filter(OptionalDouble::isPresent)
                .map(OptionalDouble::getAsDouble)
                .toList();
    }
}
