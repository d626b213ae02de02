package drolt.figure.analysis;

import drolt.analysis.AnalysedRuns;
import drolt.analysis.ArmErrors;
import drolt.analysis.ErrorRates;
import drolt.data.Shot;
import drolt.figure.Axis;
import drolt.figure.BarPanel;
import drolt.figure.DataTable;
import drolt.figure.Figure;
import drolt.figure.Look;
import drolt.figure.Panel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Errors on the training and on the test images, by class and by shot, and the gap between them: Fig. 4 of the paper. */
final class ErrorsAnalysis implements Analysis {
    @Override
    public String name() {
        return "errors";
    }

    @Override
    public String description() {
        return "train and test error by class and by shot, and the gap between them (Fig. 4)";
    }

    @Override
    public AnalysisResult of(AnalysedRuns runs, AnalysisSettings settings) {
        runs.requireSameCounts();
        List<String> notes = new ArrayList<>();
        List<ArmErrors> arms = Shown.first(runs.arms(), "arms", notes).stream()
                .map(ArmErrors::of)
                .toList();
        RankAxis ranks = RankAxis.of(runs);
        return new AnalysisResult(List.of(byClass(arms, ranks), byShot(arms)), notes);
    }

    private static Figure byClass(List<ArmErrors> arms, RankAxis ranks) {
        List<Panel> panels = new ArrayList<>();
        parts().forEach((heading, part) -> panels.add(ranks.panel(
                heading,
                axis(heading),
                arms,
                ArmErrors::label,
                arm -> Percent.of(part.apply(arm).byClass()))));
        ClassTable table = new ClassTable(ranks, List.of("arm"), List.of("train_error", "test_error", "gap"));
        for (ArmErrors arm : arms) {
            table.rows(
                    List.of(arm.label()),
                    label -> List.of(
                            arm.train().byClass()[label],
                            arm.test().byClass()[label],
                            arm.gap().byClass()[label]));
        }
        return new Figure(
                "errors-by-class",
                "Errors of the classifier on its training images, on the test images, and their difference, by class from"
                        + " the most frequent to the rarest. " + ranks.smoothing(),
                panels,
                panels.size(),
                table.build());
    }

    private static Figure byShot(List<ArmErrors> arms) {
        List<String> groups = new ArrayList<>();
        for (Shot shot : Shot.values()) {
            groups.add(ShotNames.of(shot));
        }
        groups.add(ShotNames.ALL);
        List<Panel> panels = new ArrayList<>();
        parts().forEach((heading, part) -> {
            List<BarPanel.Bars> bars = new ArrayList<>();
            for (int i = 0; i < arms.size(); i++) {
                bars.add(new BarPanel.Bars(
                        arms.get(i).label(), Look.at(i), Percent.of(groups(part.apply(arms.get(i))))));
            }
            panels.add(new BarPanel(heading, "classes by training images", groups, axis(heading), bars));
        });
        DataTable.Builder table = DataTable.withColumns("arm", "shot", "train_error", "test_error", "gap");
        for (ArmErrors arm : arms) {
            for (int group = 0; group < groups.size(); group++) {
                table.row(
                        arm.label(),
                        groups.get(group),
                        groups(arm.train())[group],
                        groups(arm.test())[group],
                        groups(arm.gap())[group]);
            }
        }
        return new Figure(
                "errors-by-shot",
                "Errors of the classifier on its training images, on the test images, and their difference, over the"
                        + " images of classes with many, a medium number of and few training images, and over all.",
                panels,
                panels.size(),
                table.build());
    }

    private static Map<String, Function<ArmErrors, ErrorRates>> parts() {
        Map<String, Function<ArmErrors, ErrorRates>> parts = new LinkedHashMap<>();
        parts.put("Train error", ArmErrors::train);
        parts.put("Test error", ArmErrors::test);
        parts.put("Gap", ArmErrors::gap);
        return parts;
    }

    private static Axis axis(String heading) {
        return heading.equals("Gap") ? Axis.linear("test less train error (points)") : Percent.axis("error (%)");
    }

    private static double[] groups(ErrorRates rates) {
        double[] groups = Arrays.copyOf(rates.byShot(), rates.byShot().length + 1);
        groups[rates.byShot().length] = rates.all();
        return groups;
    }
}
