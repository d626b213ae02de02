package drolt.cli;

import drolt.benchmark.TrainingRate;
import drolt.cli.output.OutputStyle;
import drolt.cli.output.TextTable;
import drolt.cli.output.TextTable.Column;
import drolt.recipe.ExperimentConfig;
import drolt.reproduction.PlannedRow;
import drolt.reproduction.PlannedRun;
import drolt.reproduction.RunCost;
import drolt.reproduction.StageCost;
import drolt.reproduction.TablePlan;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a table will cost, on a terminal. */
final class PlanLines {
    private static final double TERA = 1e12;
    private static final String UNKNOWN = "?";

    private final TablePlan plan;
    private final OutputStyle style;
    private final List<String> lines = new ArrayList<>();
    private double multiplyAdds;
    private boolean complete = true;

    private PlanLines(TablePlan plan, OutputStyle style) {
        this.plan = plan;
        this.style = style;
    }

    /**
     * The plan as lines.
     *
     * @param rate by which times are estimated; null: no times
     */
    static List<String> of(TablePlan plan, OutputStyle style, @Nullable TrainingRate rate) {
        return new PlanLines(plan, style).lines(rate);
    }

    private List<String> lines(@Nullable TrainingRate rate) {
        int seeds = plan.options().seeds();
        lines.add(plan.title());
        lines.add("setting " + plan.setting());
        lines.add("schedules at " + plan.options().scale() + " of their full length, " + seeds
                + (seeds == 1 ? " seed" : " seeds"));
        lines.add("");
        rows();
        plan.runsOfOneSeed().forEach(this::run);
        lines.add("");
        lines.add(total(seeds, rate));
        return lines;
    }

    private void rows() {
        TextTable.Builder table =
                TextTable.withColumns(Column.left("row"), Column.left("name"), Column.left("what is run"));
        for (PlannedRow row : plan.rows()) {
            Set<String> arms = new LinkedHashSet<>(row.arms().values());
            table.row(row.key(), row.name(), arms.isEmpty() ? "published numbers only" : String.join("; ", arms));
        }
        lines.addAll(table.build().lines(style));
    }

    private void run(PlannedRun run) {
        ExperimentConfig config = run.recipe().config();
        Optional<RunCost> cost = RunCost.of(config);
        lines.add("");
        lines.add(run.key() + ": "
                + cost.map(known -> number(known.trainingImages()) + " training images")
                        .orElse("how much there is to train on, only the data's files tell"));
        if (cost.isEmpty()) {
            complete = false;
            return;
        }
        lines.add("");
        TextTable.Builder arms = TextTable.withColumns(
                Column.left("arm"),
                Column.left("stages"),
                Column.right("epochs"),
                Column.right("images, backbone"),
                Column.right("images, classifier"),
                Column.right("10^12 multiply-adds"));
        for (String arm : config.arms().keySet()) {
            List<StageCost> stages = cost.get().stages(List.of(arm));
            arms.row(
                    arm,
                    String.join(", ", config.chain(config.arms().getOrDefault(arm, UNKNOWN))),
                    number(stages.stream().mapToLong(StageCost::epochs).sum()),
                    number(images(stages, true)),
                    number(images(stages, false)),
                    tera(stages.stream().mapToDouble(StageCost::multiplyAdds).sum()));
        }
        lines.addAll(arms.build().lines(style));
        List<StageCost> once = cost.get().stages();
        double sum = once.stream().mapToDouble(StageCost::multiplyAdds).sum();
        multiplyAdds += sum;
        long shared = once.stream().filter(stage -> stage.arms() > 1).count();
        lines.add("");
        lines.add(once.size() + " stages, each trained once, " + shared + " of them for several arms: "
                + number(images(once, true)) + " images through the backbone's training, "
                + number(images(once, false)) + " through the classifiers', " + tera(sum) + " x 10^12 multiply-adds");
    }

    private String total(int seeds, @Nullable TrainingRate rate) {
        if (plan.runsOfOneSeed().isEmpty()) {
            return "nothing is run";
        }
        String total = "in all, with " + seeds + (seeds == 1 ? " seed: " : " seeds: ") + (complete ? "" : "at least ")
                + tera(seeds * multiplyAdds) + " x 10^12 multiply-adds, evaluations left out";
        return rate == null
                ? total
                : total
                        + String.format(
                                Locale.ROOT,
                                "; about %s at the rate of this moment, %.0f images/s in %d steps of ResNet-32",
                                duration(seeds * multiplyAdds / rate.multiplyAddsPerSecond()),
                                rate.imagesPerSecond(),
                                rate.steps());
    }

    private static long images(List<StageCost> stages, boolean backbone) {
        return stages.stream()
                .filter(stage -> stage.backbone() == backbone)
                .mapToLong(StageCost::images)
                .sum();
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private static String tera(double value) {
        double tera = value / TERA;
        return String.format(Locale.ROOT, tera >= 100 ? "%,.0f" : "%.2f", tera);
    }

    /** In minutes, at least one. */
    static String duration(double seconds) {
        long minutes = Math.max(1, Math.round(seconds / 60));
        return minutes < 60 ? minutes + " min" : minutes / 60 + " h " + minutes % 60 + " min";
    }
}
