package drolt.figure.analysis;

import drolt.analysis.AnalysedArm;
import drolt.analysis.AnalysedRuns;
import drolt.analysis.ClassGeometry;
import drolt.analysis.PredictionBias;
import drolt.data.Shot;
import drolt.figure.Axis;
import drolt.figure.BarPanel;
import drolt.figure.DataTable;
import drolt.figure.Figure;
import drolt.figure.Look;
import drolt.figure.Panel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How a classifier and its features lean to frequent classes. */
final class RankAnalysis implements Analysis {
    private static final int GROUPS = 10;
    private static final int MOST_COLUMNS = 3;

    @Override
    public String name() {
        return "rank";
    }

    @Override
    public String description() {
        return "precision, recall, predictions, confusion, norms and scatter by how frequent a class is";
    }

    @Override
    public AnalysisResult of(AnalysedRuns runs, AnalysisSettings settings) {
        runs.requireSameCounts();
        List<String> notes = new ArrayList<>();
        List<AnalysedArm> arms = Shown.first(runs.arms(), "arms", notes);
        List<PredictionBias> biases = arms.stream().map(PredictionBias::of).toList();
        List<ClassGeometry> geometries = arms.stream().map(ClassGeometry::of).toList();
        RankAxis ranks = RankAxis.of(runs);
        long lonely = Arrays.stream(arms.get(0).pass().backbone().statistics().counts())
                .filter(count -> count < 2)
                .count();
        if (lonely > 0) {
            notes.add(lonely + " classes have fewer than 2 training images, and no scatter");
        }
        return new AnalysisResult(
                List.of(
                        recognition(biases, ranks),
                        predictions(biases, ranks),
                        confusion(biases),
                        geometry(geometries, ranks)),
                notes);
    }

    private static Figure recognition(List<PredictionBias> arms, RankAxis ranks) {
        Axis share = Percent.axis("share of images (%)");
        ClassTable table =
                new ClassTable(ranks, List.of("arm"), List.of("precision", "recall", "predicted", "present"));
        for (PredictionBias arm : arms) {
            table.rows(
                    List.of(arm.label()),
                    label -> List.of(
                            arm.precision()[label], arm.recall()[label], arm.predicted()[label], arm.present()[label]));
        }
        return new Figure(
                "rank-precision-recall",
                "Recall and precision on the test images by class, from the most frequent in training to the rarest. "
                        + ranks.smoothing() + " Where nothing is taken for a class, it has no precision.",
                List.of(
                        ranks.panel("Recall", share, arms, PredictionBias::label, arm -> Percent.of(arm.recall())),
                        ranks.panel(
                                "Precision", share, arms, PredictionBias::label, arm -> Percent.of(arm.precision()))),
                2,
                table.build());
    }

    private static Figure predictions(List<PredictionBias> arms, RankAxis ranks) {
        int groups = Math.min(GROUPS, ranks.size());
        List<String> names = new ArrayList<>();
        for (int group = 0; group < groups; group++) {
            int first = group * ranks.size() / groups + 1;
            int last = (group + 1) * ranks.size() / groups;
            names.add(first == last ? "" + first : first + "-" + last);
        }
        DataTable.Builder table = DataTable.withColumns("arm", "ranks", "predicted", "present");
        List<BarPanel.Bars> bars = new ArrayList<>();
        for (PredictionBias arm : arms) {
            double[] predicted = sums(ranks.byRank(arm.predicted()), groups);
            double[] present = sums(ranks.byRank(arm.present()), groups);
            bars.add(new BarPanel.Bars(arm.label(), Look.at(bars.size()), Percent.of(predicted)));
            for (int group = 0; group < groups; group++) {
                table.row(arm.label(), names.get(group), predicted[group], present[group]);
            }
        }
        Axis share = Axis.linear("share of predictions (%)").fromZero();
        return new Figure(
                "rank-predictions",
                "What share of the test images is taken for classes of each range of ranks, the most frequent in training"
                        + " first. The test set has as many images of each range where it is balanced.",
                List.of(new BarPanel("", "class rank (1: most training images)", names, share, bars)),
                1,
                table.build());
    }

    private static double[] sums(double[] byRank, int groups) {
        double[] sums = new double[groups];
        for (int group = 0; group < groups; group++) {
            sums[group] = Arrays.stream(byRank, group * byRank.length / groups, (group + 1) * byRank.length / groups)
                    .sum();
        }
        return sums;
    }

    private static Figure confusion(List<PredictionBias> arms) {
        List<String> shots = Arrays.stream(Shot.values()).map(ShotNames::of).toList();
        DataTable.Builder table = DataTable.withColumns("arm", "true_shot", "predicted_shot", "share");
        Axis share = Percent.axis("share of its images (%)");
        List<Panel> panels = new ArrayList<>();
        for (PredictionBias arm : arms) {
            List<BarPanel.Bars> bars = new ArrayList<>();
            for (int taken = 0; taken < shots.size(); taken++) {
                double[] shares = new double[shots.size()];
                for (int belongs = 0; belongs < shots.size(); belongs++) {
                    shares[belongs] = arm.shotConfusion()[belongs][taken];
                    table.row(arm.label(), shots.get(belongs), shots.get(taken), shares[belongs]);
                }
                bars.add(new BarPanel.Bars("taken for " + shots.get(taken), Look.at(taken), Percent.of(shares)));
            }
            panels.add(new BarPanel(arm.label(), "group that the image belongs to", shots, share, bars));
        }
        return new Figure(
                "rank-confusion",
                "Of the test images of classes with many, a medium number of and few training images, the share (%) that"
                        + " is taken for a class of each group, rightly or wrongly. The bars of a group sum to 100.",
                panels,
                Math.min(MOST_COLUMNS, panels.size()),
                table.build());
    }

    private static Figure geometry(List<ClassGeometry> arms, RankAxis ranks) {
        List<Panel> panels = new ArrayList<>();
        List<ClassGeometry> weighted =
                arms.stream().filter(arm -> arm.weightNorms().length > 0).toList();
        if (weighted.size() == arms.size()) {
            panels.add(ranks.panel(
                    "Classifier weight",
                    Axis.linear("norm of the class's weight"),
                    arms,
                    ClassGeometry::label,
                    ClassGeometry::weightNorms));
        }
        panels.add(ranks.panel(
                "Feature norm",
                Axis.linear("mean norm (feature units)"),
                arms,
                ClassGeometry::label,
                ClassGeometry::featureNorms));
        panels.add(ranks.panel(
                "Within a class",
                Axis.linear("distance to class mean (RMS)"),
                arms,
                ClassGeometry::label,
                ClassGeometry::within));
        panels.add(ranks.panel(
                "Between classes",
                Axis.linear("distance to mean of class means"),
                arms,
                ClassGeometry::label,
                ClassGeometry::between));
        ClassTable table = new ClassTable(
                ranks,
                List.of("arm"),
                List.of("weight_norm", "feature_norm", "within", "between", "nearest_other_mean"));
        for (ClassGeometry arm : arms) {
            double[] weightNorms = arm.weightNorms();
            table.rows(
                    List.of(arm.label()),
                    label -> List.of(
                            weightNorms.length == 0 ? Double.NaN : weightNorms[label],
                            arm.featureNorms()[label],
                            arm.within()[label],
                            arm.between()[label],
                            arm.nearest()[label]));
        }
        return new Figure(
                "rank-geometry",
                "Norms of the classifier's weights and of the training features, the features' scatter around their class"
                        + " mean and the distance of class means from their common mean, by class from the most frequent to"
                        + " the rarest. " + ranks.smoothing(),
                panels,
                2,
                table.build());
    }
}
