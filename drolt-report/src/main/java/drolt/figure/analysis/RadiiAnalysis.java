package drolt.figure.analysis;

import drolt.analysis.AnalysedRuns;
import drolt.analysis.StageRadii;
import drolt.data.Shot;
import drolt.data.ShotLimits;
import drolt.figure.Axis;
import drolt.figure.DataTable;
import drolt.figure.Figure;
import drolt.figure.Look;
import drolt.figure.Panel;
import drolt.figure.Series;
import drolt.figure.XyPanel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The radii against the size of the class, as Fig. 2 of the paper shows learned ones, and their course over the epochs.
 */
final class RadiiAnalysis implements Analysis {
    private static final int STEPS_OF_FIT = 60;
    private static final int COLUMNS = 2;

    @Override
    public String name() {
        return "radii";
    }

    @Override
    public String description() {
        return "radius of each class against its size, p(eps), and their course over the epochs (Fig. 2)";
    }

    @Override
    public AnalysisResult of(AnalysedRuns runs, AnalysisSettings settings) {
        List<String> notes = new ArrayList<>();
        List<StageRadii> stages = Shown.first(StageRadii.of(runs, notes), "stages with radii", notes);
        return new AnalysisResult(List.of(bySize(stages, runs), course(stages, runs)), notes);
    }

    private static Figure bySize(List<StageRadii> stages, AnalysedRuns runs) {
        Axis size = Axis.logarithmic("class size (training images)");
        List<Panel> panels = new ArrayList<>();
        for (int i = 0; i < stages.size(); i++) {
            StageRadii stage = stages.get(i);
            double[] sizes = sizes(stage);
            List<Series> series = new ArrayList<>();
            series.add(new Series.Points("radius", Look.BLUE, sizes, stage.radii()));
            series.add(fit(stage));
            if (stage.calibrated().length > 0) {
                series.add(new Series.Points("calibrated at 0.95", Look.ORANGE, sizes, stage.calibrated()));
            }
            panels.add(new XyPanel(stage.label(), size, Axis.linear("radius (feature units)"), series));
            panels.add(new XyPanel(
                    stage.label(),
                    size,
                    Axis.linear("p(eps)").within(0, 1),
                    List.of(new Series.Points("p(eps)", Look.BLACK, sizes, stage.probabilities()))));
        }
        return new Figure(
                "radii-by-size",
                "Radius of each class after the last epoch against the number of its training images, with a polynomial"
                        + " of degree 3 over its logarithm, and p(eps), the probability that the true centroid lies within"
                        + " the radius. The calibrated radius is the one for which that probability is 0.95.",
                panels,
                COLUMNS,
                table(stages, runs));
    }

    /** NaN for a class without images, which a logarithmic axis cannot show. */
    private static double[] sizes(StageRadii stage) {
        return Arrays.stream(stage.counts())
                .mapToDouble(count -> count == 0 ? Double.NaN : count)
                .toArray();
    }

    private static Series fit(StageRadii stage) {
        double[] logarithms = Arrays.stream(stage.counts())
                .filter(count -> count > 0)
                .mapToDouble(Math::log10)
                .toArray();
        double least = Arrays.stream(logarithms).min().orElse(0);
        double greatest = Arrays.stream(logarithms).max().orElse(0);
        double[] along = IntStream.rangeClosed(0, STEPS_OF_FIT)
                .mapToDouble(i -> least + (greatest - least) * i / STEPS_OF_FIT)
                .toArray();
        return new Series.Line(
                "polynomial fit",
                Look.VERMILLION,
                Arrays.stream(along).map(value -> Math.pow(10, value)).toArray(),
                Arrays.stream(along).map(stage.fit()::at).toArray(),
                false);
    }

    private static DataTable table(List<StageRadii> stages, AnalysedRuns runs) {
        List<String> names = runs.runs().get(0).result().classNames();
        DataTable.Builder table = DataTable.withColumns(
                "stage", "label", "class", "training_images", "radius", "fit", "p_eps", "calibrated_radius");
        for (StageRadii stage : stages) {
            for (int label = 0; label < stage.counts().length; label++) {
                int count = stage.counts()[label];
                table.row(
                        stage.label(),
                        label,
                        names.get(label),
                        count,
                        stage.radii()[label],
                        count == 0 ? Double.NaN : stage.fit().at(Math.log10(count)),
                        stage.probabilities().length == 0 ? Double.NaN : stage.probabilities()[label],
                        stage.calibrated().length == 0 ? Double.NaN : stage.calibrated()[label]);
            }
        }
        return table.build();
    }

    private static Figure course(List<StageRadii> stages, AnalysedRuns runs) {
        ShotLimits limits = runs.runs().get(0).shots();
        DataTable.Builder table = DataTable.withColumns("stage", "epoch", "shot", "mean_radius");
        List<Panel> panels = new ArrayList<>();
        for (StageRadii stage : stages) {
            double[] epochs = IntStream.rangeClosed(1, stage.course().length)
                    .mapToDouble(epoch -> epoch)
                    .toArray();
            List<Series> series = new ArrayList<>();
            for (Shot shot : Shot.values()) {
                stage.course(shot, limits).ifPresent(means -> {
                    series.add(
                            new Series.Line(ShotNames.of(shot) + " (mean)", ShotNames.look(shot), epochs, means, true));
                    for (int epoch = 0; epoch < means.length; epoch++) {
                        table.row(stage.label(), epoch + 1, ShotNames.of(shot), means[epoch]);
                    }
                });
            }
            panels.add(new XyPanel(stage.label(), Axis.linear("epoch"), Axis.linear("radius (feature units)"), series));
        }
        return new Figure(
                "radii-by-epoch",
                "Mean radius of classes with many, a medium number of and few training images after each epoch.",
                panels,
                Math.min(COLUMNS, panels.size()),
                table.build());
    }
}
