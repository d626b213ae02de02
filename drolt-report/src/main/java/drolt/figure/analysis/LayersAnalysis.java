package drolt.figure.analysis;

import drolt.analysis.AnalysedRuns;
import drolt.analysis.LayerAccuracy;
import drolt.data.Shot;
import drolt.evaluation.CentroidMetric;
import drolt.evaluation.ShotAccuracy;
import drolt.figure.Axis;
import drolt.figure.BarPanel;
import drolt.figure.DataTable;
import drolt.figure.Figure;
import drolt.figure.Look;
import drolt.figure.Panel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Accuracy of nearest class means by shot at several layers, and the gap between head and tail: Fig. 3, Appendix H. */
final class LayersAnalysis implements Analysis {
    private static final int MOST_COLUMNS = 3;

    @Override
    public String name() {
        return "layers";
    }

    @Override
    public String description() {
        return "accuracy of nearest class means by shot at several layers (Fig. 3, App. H)";
    }

    @Override
    public AnalysisResult of(AnalysedRuns runs, AnalysisSettings settings) {
        List<String> notes = new ArrayList<>();
        List<LayerAccuracy> arms = LayerAccuracy.of(Shown.first(runs.arms(), "arms", notes), settings.layers());
        arms.stream()
                .filter(LayerAccuracy::borrowedGroups)
                .map(arm ->
                        arm.label() + ": its classes are all of one group; many, medium and few are the classes that"
                                + " are so in the first arm that has several")
                .forEach(notes::add);
        List<Figure> figures = new ArrayList<>();
        for (CentroidMetric metric : CentroidMetric.values()) {
            figures.add(byShot(arms, metric));
        }
        boolean sameLayers =
                arms.stream().allMatch(arm -> arm.layers().equals(arms.get(0).layers()));
        if (sameLayers) {
            figures.add(gaps(arms));
        } else {
            notes.add("the networks have other layers; no figure of their gaps");
        }
        return new AnalysisResult(figures, notes);
    }

    private static Figure byShot(List<LayerAccuracy> arms, CentroidMetric metric) {
        Axis accuracy = Axis.linear("accuracy (%)").within(0, greatest(arms));
        String name = metric.name().toLowerCase(Locale.ROOT);
        DataTable.Builder table = DataTable.withColumns("arm", "layer", "metric", "shot", "accuracy");
        List<Panel> panels = new ArrayList<>();
        for (LayerAccuracy arm : arms) {
            List<BarPanel.Bars> bars = new ArrayList<>();
            for (Shot shot : Shot.values()) {
                double[] shares = shares(arm, metric, shot);
                for (int layer = 0; layer < shares.length; layer++) {
                    table.row(arm.label(), arm.layers().get(layer), name, ShotNames.of(shot), shares[layer]);
                }
                if (!Arrays.stream(shares).allMatch(Double::isNaN)) {
                    bars.add(new BarPanel.Bars(ShotNames.of(shot), ShotNames.look(shot), Percent.of(shares)));
                }
            }
            double[] all = accuracies(arm, metric).stream()
                    .mapToDouble(ShotAccuracy::accuracy)
                    .toArray();
            for (int layer = 0; layer < all.length; layer++) {
                table.row(arm.label(), arm.layers().get(layer), name, ShotNames.ALL, all[layer]);
            }
            bars.add(new BarPanel.Bars(ShotNames.ALL, Look.GREY, Percent.of(all)));
            panels.add(new BarPanel(arm.label(), "layer", arm.layers(), accuracy, bars));
        }
        return new Figure(
                "layers-" + name,
                "Accuracy on the test images of the nearest class mean by "
                        + (name.equals("cosine") ? "cosine" : "distance")
                        + " at layers of the network, for classes with many, a medium number of and few training images,"
                        + " and for all. Class means are those of the training images.",
                panels,
                Math.min(MOST_COLUMNS, panels.size()),
                table.build());
    }

    /** One end of the axis for all panels, a full ten above every bar. */
    private static double greatest(List<LayerAccuracy> arms) {
        double greatest = 0;
        for (LayerAccuracy arm : arms) {
            for (CentroidMetric metric : CentroidMetric.values()) {
                for (Shot shot : Shot.values()) {
                    for (double share : shares(arm, metric, shot)) {
                        greatest = Double.isNaN(share) ? greatest : Math.max(greatest, share);
                    }
                }
            }
        }
        return Math.max(1, Math.ceil(greatest * 10)) * 10;
    }

    private static Figure gaps(List<LayerAccuracy> arms) {
        DataTable.Builder table = DataTable.withColumns("arm", "layer", "metric", "many_less_few");
        List<Panel> panels = new ArrayList<>();
        for (CentroidMetric metric : CentroidMetric.values()) {
            String name = metric.name().toLowerCase(Locale.ROOT);
            List<BarPanel.Bars> bars = new ArrayList<>();
            for (LayerAccuracy arm : arms) {
                double[] many = shares(arm, metric, Shot.MANY);
                double[] few = shares(arm, metric, Shot.FEW);
                double[] gap = new double[many.length];
                for (int layer = 0; layer < gap.length; layer++) {
                    gap[layer] = many[layer] - few[layer];
                    table.row(arm.label(), arm.layers().get(layer), name, gap[layer]);
                }
                bars.add(new BarPanel.Bars(arm.label(), Look.at(bars.size()), Percent.of(gap)));
            }
            Axis points = Axis.linear("many less few (points)");
            panels.add(new BarPanel(
                    metric == CentroidMetric.COSINE ? "Cosine" : "Euclidean",
                    "layer",
                    arms.get(0).layers(),
                    points,
                    bars));
        }
        return new Figure(
                "layers-gap",
                "How much better nearest class means recognise test images of classes with many training images than of"
                        + " those with few, at layers of the network.",
                panels,
                2,
                table.build());
    }

    private static List<ShotAccuracy> accuracies(LayerAccuracy arm, CentroidMetric metric) {
        return Objects.requireNonNull(arm.accuracies().get(metric));
    }

    private static double[] shares(LayerAccuracy arm, CentroidMetric metric, Shot shot) {
        return accuracies(arm, metric).stream()
                .mapToDouble(accuracy -> accuracy.of(shot).orElse(Double.NaN))
                .toArray();
    }
}
