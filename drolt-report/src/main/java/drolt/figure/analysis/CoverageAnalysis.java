package drolt.figure.analysis;

import drolt.analysis.AnalysedRuns;
import drolt.analysis.CentroidCoverage;
import drolt.analysis.CentroidCoverage.RadiusKind;
import drolt.analysis.CentroidErrors;
import drolt.analysis.ClassRanks;
import drolt.analysis.SharedBackbone;
import drolt.data.Shot;
import drolt.experiment.FinishedRun;
import drolt.figure.Axis;
import drolt.figure.BarPanel;
import drolt.figure.DataTable;
import drolt.figure.Figure;
import drolt.figure.Look;
import drolt.figure.Panel;
import drolt.figure.Series;
import drolt.figure.XyPanel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Whether the true centroid lies within the radius, Fig. 1 of the paper measured; and why a radius falls like 1/sqrt(n). */
final class CoverageAnalysis implements Analysis {
    private static final int COLUMNS = 2;
    private static final long SEED = 1;

    @Override
    public String name() {
        return "coverage";
    }

    @Override
    public String description() {
        return "whether test class means lie within the radii of training means (Fig. 1); error of a mean (App. C)";
    }

    @Override
    public AnalysisResult of(AnalysedRuns runs, AnalysisSettings settings) {
        runs.requireSameCounts();
        List<String> notes = new ArrayList<>();
        List<SharedBackbone> backbones = Shown.first(SharedBackbone.of(runs.arms()), "backbones", notes);
        List<CentroidCoverage> all = backbones.stream()
                .map(backbone -> CentroidCoverage.of(backbone.label(), backbone.pass(), backbone.radii()))
                .toList();
        FinishedRun run = runs.runs().get(0);
        List<Figure> figures = new ArrayList<>(List.of(bySize(all, run), byShot(all, run)));
        errors(backbones, run).ifPresentOrElse(figures::add, () -> notes.add("no class has two training images"));
        return new AnalysisResult(figures, notes);
    }

    private static Figure bySize(List<CentroidCoverage> all, FinishedRun run) {
        DataTable.Builder table = DataTable.withColumns(
                "arms",
                "label",
                "class",
                "training_images",
                "distance",
                "test_mean_error",
                "trained_radius",
                "sample_count_radius",
                "calibrated_radius");
        List<Panel> panels = new ArrayList<>();
        for (CentroidCoverage one : all) {
            double[] sizes = Arrays.stream(one.trained())
                    .mapToDouble(count -> count == 0 ? Double.NaN : count)
                    .toArray();
            List<Series> series = new ArrayList<>();
            one.radii().forEach((kind, values) -> series.add(new Series.Points(name(kind), look(kind), sizes, values)));
            series.add(new Series.Points("distance of test mean", Look.BLUE, sizes, one.distances()));
            panels.add(new XyPanel(
                    one.label(),
                    Axis.logarithmic("class size (training images)"),
                    Axis.linear("distance, radius (feature units)").fromZero(),
                    series));
            for (int label = 0; label < sizes.length; label++) {
                table.row(
                        one.label(),
                        label,
                        run.result().classNames().get(label),
                        one.trained()[label],
                        one.distances()[label],
                        one.testErrors()[label],
                        radius(one, RadiusKind.TRAINED, label),
                        radius(one, RadiusKind.SAMPLE_COUNT, label),
                        radius(one, RadiusKind.CALIBRATED, label));
            }
        }
        return new Figure(
                "coverage-by-size",
                "Distance of the mean of each class's training features to that of its test features, and radii around the"
                        + " former: those of training, eps/sqrt(n) with the standard error of a mean under the variance of"
                        + " all classes, and calibrated at 0.95. A class whose distance is below its radius is covered.",
                panels,
                Math.min(COLUMNS, panels.size()),
                table.build());
    }

    private static double radius(CentroidCoverage one, RadiusKind kind, int label) {
        double[] values = one.radii().get(kind);
        return values == null ? Double.NaN : values[label];
    }

    private static Figure byShot(List<CentroidCoverage> all, FinishedRun run) {
        List<String> groups = new ArrayList<>();
        List<boolean[]> members = new ArrayList<>();
        int classCount = run.shotCounts().classCount();
        for (Shot shot : Shot.values()) {
            boolean[] group = new boolean[classCount];
            for (int label = 0; label < classCount; label++) {
                group[label] = run.shots().of(run.shotCounts().of(label)) == shot;
            }
            groups.add(ShotNames.of(shot));
            members.add(group);
        }
        boolean[] every = new boolean[classCount];
        Arrays.fill(every, true);
        groups.add(ShotNames.ALL);
        members.add(every);
        DataTable.Builder table = DataTable.withColumns("arms", "radius", "shot", "covered");
        List<Panel> panels = new ArrayList<>();
        for (CentroidCoverage one : all) {
            List<BarPanel.Bars> bars = new ArrayList<>();
            for (RadiusKind kind : one.radii().keySet()) {
                double[] covered = members.stream()
                        .mapToDouble(group -> one.covered(kind, group))
                        .toArray();
                for (int group = 0; group < covered.length; group++) {
                    table.row(one.label(), name(kind), groups.get(group), covered[group]);
                }
                bars.add(new BarPanel.Bars(name(kind), look(kind), Percent.of(covered)));
            }
            panels.add(new BarPanel(
                    one.label(), "classes by training images", groups, Percent.axis("covered (% of classes)"), bars));
        }
        return new Figure(
                "coverage-by-shot",
                "Share of the classes whose mean of test features lies within the radius around the mean of training"
                        + " features, for classes with many, a medium number of and few training images, and for all.",
                panels,
                Math.min(COLUMNS, panels.size()),
                table.build());
    }

    private static Optional<Figure> errors(List<SharedBackbone> backbones, FinishedRun run) {
        DataTable.Builder table =
                DataTable.withColumns("arms", "label", "class", "samples", "mean_distance", "root_of_expected_square");
        List<Panel> panels = new ArrayList<>();
        for (SharedBackbone backbone : backbones) {
            List<Series> series = new ArrayList<>();
            for (CentroidErrors one :
                    CentroidErrors.ofLargest(backbone.pass(), ClassRanks.labels(run.shotCounts()), SEED)) {
                String name = run.result().classNames().get(one.classLabel());
                Look look = Look.at(series.size() / 2);
                double[] sizes =
                        IntStream.of(one.sizes()).mapToDouble(size -> size).toArray();
                series.add(new Series.Points(name, look, sizes, one.distances()));
                series.add(new Series.Line(name + ": s/sqrt(m)", look, sizes, one.expected(), false));
                for (int i = 0; i < sizes.length; i++) {
                    table.row(
                            backbone.label(),
                            one.classLabel(),
                            name,
                            one.sizes()[i],
                            one.distances()[i],
                            one.expected()[i]);
                }
            }
            if (!series.isEmpty()) {
                panels.add(new XyPanel(
                        backbone.label(),
                        Axis.logarithmic("samples m"),
                        Axis.logarithmic("distance to class mean (feature units)"),
                        series));
            }
        }
        if (panels.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Figure(
                "coverage-error-of-mean",
                "Distance of the mean of m training features, drawn at random, to the mean of all of their class, for the"
                        + " largest classes: mean of " + CentroidErrors.DRAWS + " draws, and the line that falls like"
                        + " 1/sqrt(m).",
                panels,
                Math.min(COLUMNS, panels.size()),
                table.build()));
    }

    private static Look look(RadiusKind kind) {
        return switch (kind) {
            case TRAINED -> Look.ORANGE;
            case SAMPLE_COUNT -> Look.BLACK;
            case CALIBRATED -> Look.SKY;
        };
    }

    private static String name(RadiusKind kind) {
        return switch (kind) {
            case TRAINED -> "trained radius";
            case SAMPLE_COUNT -> "eps/sqrt(n)";
            case CALIBRATED -> "calibrated at 0.95";
        };
    }
}
