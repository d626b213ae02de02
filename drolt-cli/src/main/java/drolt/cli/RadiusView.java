package drolt.cli;

import drolt.cli.output.BarChart;
import drolt.cli.output.OutputStyle;
import drolt.cli.output.TextTable;
import drolt.cli.output.TextTable.Column;
import drolt.data.Shot;
import drolt.data.ShotLimits;
import drolt.experiment.RunResult;
import drolt.experiment.StageRecord;
import drolt.training.EpochMetrics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The radii of one stage: their means by shot over the epochs, bars over groups of classes from the most frequent to the
 * rarest, and each class's own.
 */
record RadiusView(String stage, StageRecord record, List<Integer> counts, List<String> names, ShotLimits limits) {
    private static final int GROUPS = 20;

    /** A view of each stage that has radii, in the order in which they were trained. */
    static List<RadiusView> of(RunResult result) {
        ShotLimits limits = result.arms().get(0).evaluation().shotLimits();
        List<RadiusView> views = new ArrayList<>();
        result.stages().forEach((name, record) -> {
            List<EpochMetrics> history = record.history();
            if (!history.isEmpty() && !history.get(history.size() - 1).radii().isEmpty()) {
                views.add(new RadiusView(name, record, result.trainingCounts(), result.classNames(), limits));
            }
        });
        return views;
    }

    List<String> lines(OutputStyle style) {
        List<String> lines = new ArrayList<>();
        lines.add("mean radius in stage " + stage + ", by epoch:");
        lines.addAll(course().lines(style));
        lines.add("");
        lines.add("mean radius after stage " + stage + ", by number of training images:");
        lines.addAll(bars().lines(style));
        lines.add("");
        lines.add("radii after stage " + stage + ":");
        lines.addAll(byClass().lines(style));
        return lines;
    }

    private TextTable course() {
        TextTable.Builder table = TextTable.withColumns(
                Column.right("epoch"), Column.right("many"), Column.right("med"), Column.right("few"));
        for (EpochMetrics epoch : record.history()) {
            table.row(
                    Integer.toString(epoch.epoch()),
                    mean(epoch.radii(), Shot.MANY),
                    mean(epoch.radii(), Shot.MEDIUM),
                    mean(epoch.radii(), Shot.FEW));
        }
        return table.build();
    }

    private String mean(List<Double> radii, Shot shot) {
        IntPredicate inGroup = label -> limits.of(counts.get(label)) == shot;
        return IntStream.range(0, radii.size()).noneMatch(inGroup)
                ? "-"
                : decimals(IntStream.range(0, radii.size())
                        .filter(inGroup)
                        .mapToDouble(radii::get)
                        .average()
                        .orElseThrow());
    }

    /** A radius below 0, which the released parameter can reach, has no bar, only its number. */
    private BarChart bars() {
        List<Double> radii = last();
        List<Integer> byRank = IntStream.range(0, radii.size())
                .boxed()
                .sorted(Comparator.comparing(counts::get, Comparator.reverseOrder()))
                .toList();
        int groups = Math.min(GROUPS, byRank.size());
        BarChart.Builder chart = BarChart.builder();
        for (int group = 0; group < groups; group++) {
            List<Integer> members =
                    byRank.subList(group * byRank.size() / groups, (group + 1) * byRank.size() / groups);
            double mean = members.stream().mapToDouble(radii::get).average().orElseThrow();
            int most = counts.get(members.get(0));
            int fewest = counts.get(members.get(members.size() - 1));
            chart.bar(most == fewest ? "" + most : most + "-" + fewest, Math.max(0, mean), decimals(mean));
        }
        return chart.build();
    }

    private TextTable byClass() {
        TextTable.Builder table = TextTable.withColumns(
                Column.left("class"),
                Column.right("images"),
                Column.left("shot"),
                Column.right("radius"),
                Column.right("p(eps)"));
        List<Double> radii = last();
        for (int label = 0; label < radii.size(); label++) {
            table.row(
                    names.get(label),
                    Integer.toString(counts.get(label)),
                    limits.of(counts.get(label)).name().toLowerCase(Locale.ROOT),
                    decimals(radii.get(label)),
                    String.format(
                            Locale.ROOT, "%.3g", record.radiusProbabilities().get(label)));
        }
        return table.build();
    }

    /** The numbers of the last table. */
    RunSummary.Radii values() {
        return new RunSummary.Radii(stage, names, last(), record.radiusProbabilities());
    }

    private List<Double> last() {
        return record.history().get(record.history().size() - 1).radii();
    }

    private static String decimals(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }
}
