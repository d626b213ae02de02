package drolt.figure.analysis;

import drolt.analysis.AnalysedRuns;
import drolt.analysis.CentroidBounds;
import drolt.analysis.CentroidBounds.Tightness;
import drolt.analysis.RobustForm;
import drolt.analysis.SharedBackbone;
import drolt.configuration.ConfigException;
import drolt.figure.Axis;
import drolt.figure.DataTable;
import drolt.figure.Figure;
import drolt.figure.Look;
import drolt.figure.Panel;
import drolt.figure.Series;
import drolt.figure.XyPanel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** How tight the forms of the robust loss are on a run's own features, and how often the paper's is violated. */
final class BoundAnalysis implements Analysis {
    private static final int COLUMNS = 2;
    private static final long SEED = 1;

    @Override
    public String name() {
        return "bound";
    }

    @Override
    public String description() {
        return "forms of the robust loss against the worst centroids found within the radii (Theorem 1)";
    }

    @Override
    public AnalysisResult of(AnalysedRuns runs, AnalysisSettings settings) {
        runs.requireSameCounts();
        List<String> notes = new ArrayList<>();
        List<List<CentroidBounds>> measured = new ArrayList<>();
        for (SharedBackbone backbone : Shown.first(SharedBackbone.of(runs.arms()), "backbones", notes)) {
            Optional<double[]> radii = backbone.radii();
            if (radii.isEmpty()) {
                notes.add(backbone.label() + ": was trained without radii, so there is nothing to bound");
            } else if (!Arrays.stream(radii.get()).allMatch(radius -> radius >= 0 && Double.isFinite(radius))) {
                notes.add(backbone.label() + ": some of its radii are below 0 or not finite, and bound nothing");
            } else {
                measured.add(CentroidBounds.of(backbone.label(), backbone.pass(), radii.get(), SEED));
            }
        }
        if (measured.isEmpty()) {
            throw new ConfigException(runs.runs().get(0).folder()
                    + ": no chosen arm has the backbone of a stage with radii of at least 0; train one with loss.kind"
                    + " dro-lt");
        }
        measured.forEach(scales -> notes.add(violations(ofOwnRadii(scales))));
        RankAxis ranks = RankAxis.of(runs);
        return new AnalysisResult(List.of(byScale(measured), byClass(measured, ranks)), notes);
    }

    private static CentroidBounds ofOwnRadii(List<CentroidBounds> scales) {
        return scales.stream().filter(one -> one.scale() == 1).findFirst().orElseThrow();
    }

    private static String violations(CentroidBounds bounds) {
        Tightness paper = bounds.of(RobustForm.PAPER);
        Tightness certified = bounds.of(RobustForm.CERTIFIED);
        return String.format(
                Locale.ROOT,
                "%s: paper violated for %.2f%% of %d samples, by up to %.4f; certified for %.2f%%",
                bounds.label(),
                Percent.of(paper.violated()),
                paper.samples(),
                paper.largestExcess(),
                Percent.of(certified.violated()));
    }

    private static Figure byScale(List<List<CentroidBounds>> measured) {
        List<Panel> panels = new ArrayList<>();
        DataTable.Builder table = DataTable.withColumns(
                "arms",
                "radius_scale",
                "form",
                "samples",
                "mean_gap",
                "violated",
                "mean_violation",
                "largest_violation");
        for (List<CentroidBounds> scales : measured) {
            String label = scales.get(0).label();
            panels.add(panel(label, Axis.linear("mean gap (nats)"), scales, Tightness::gap));
            panels.add(
                    panel(label, Percent.axis("violated (% of samples)"), scales, one -> Percent.of(one.violated())));
            for (CentroidBounds bounds : scales) {
                for (RobustForm form : RobustForm.values()) {
                    Tightness one = bounds.of(form);
                    table.row(
                            label,
                            bounds.scale(),
                            name(form),
                            one.samples(),
                            one.gap(),
                            one.violated(),
                            one.excess(),
                            one.largestExcess());
                }
            }
        }
        return new Figure(
                "bound-by-scale",
                "How far each form of the robust loss lies above the largest negative log-likelihood that is found for a"
                        + " centroid within the radius, the lower bound below the smallest, and for what share of the"
                        + " samples it does not. Batches of training features; radii are those of the last epoch times the"
                        + " scale.",
                panels,
                COLUMNS,
                table.build());
    }

    private static Panel panel(String heading, Axis y, List<CentroidBounds> scales, ToDoubleFunction<Tightness> value) {
        double[] x = scales.stream().mapToDouble(CentroidBounds::scale).toArray();
        List<Series> series = new ArrayList<>();
        for (RobustForm form : RobustForm.values()) {
            double[] values = scales.stream()
                    .mapToDouble(bounds -> value.applyAsDouble(bounds.of(form)))
                    .toArray();
            series.add(new Series.Line(name(form), Look.at(series.size()), x, values, true));
        }
        return new XyPanel(heading, Axis.logarithmic("factor on the radii"), y, series);
    }

    private static Figure byClass(List<List<CentroidBounds>> measured, RankAxis ranks) {
        List<Panel> panels = new ArrayList<>();
        ClassTable table = new ClassTable(
                ranks,
                List.of("arms", "form"),
                List.of("samples", "mean_gap", "violated", "mean_violation", "largest_violation"));
        for (List<CentroidBounds> scales : measured) {
            CentroidBounds bounds = ofOwnRadii(scales);
            Map<String, double[]> courses = new LinkedHashMap<>();
            for (RobustForm form : RobustForm.values()) {
                List<Tightness> classes = bounds.classes(form);
                courses.put(
                        name(form), classes.stream().mapToDouble(Tightness::gap).toArray());
                table.rows(List.of(bounds.label(), name(form)), label -> {
                    Tightness one = classes.get(label);
                    return List.of(one.samples(), one.gap(), one.violated(), one.excess(), one.largestExcess());
                });
            }
            panels.add(ranks.panel(bounds.label(), Axis.linear("mean gap (nats)"), courses));
        }
        return new Figure(
                "bound-by-class",
                "How far each form of the robust loss lies above the largest negative log-likelihood that is found for a"
                        + " centroid within the radius, the lower bound below the smallest, by class from the most frequent"
                        + " to the rarest. Radii are those of the last epoch. " + ranks.smoothing(),
                panels,
                Math.min(COLUMNS, panels.size()),
                table.build());
    }

    private static String name(RobustForm form) {
        return form == RobustForm.LOWER ? "lower bound" : form.name().toLowerCase(Locale.ROOT);
    }
}
