package drolt.figure.analysis;

import drolt.analysis.AnalysedRuns;
import drolt.analysis.EmbeddedPoints;
import drolt.analysis.FeatureEmbedding;
import drolt.analysis.SharedBackbone;
import drolt.analysis.embedding.TSneOptions;
import drolt.experiment.FinishedRun;
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
import java.util.Locale;
import java.util.stream.IntStream;

/** Features of test images in the plane, and where the means of the training images lie: Fig. 5 of the paper. */
final class EmbeddingAnalysis implements Analysis {
    private static final int COLUMNS = 2;
    private static final int CORNERS = 36;

    private static final String CIRCLES = " A grey circle is a class's radius around its mean, as large beside the"
            + " scatter of the class's test images around that mean as it is among the features; it ends at the frame.";

    @Override
    public String name() {
        return "embedding";
    }

    @Override
    public String description() {
        return "test features of a few classes in the plane by t-SNE, with training class means and radii (Fig. 5)";
    }

    @Override
    public AnalysisResult of(AnalysedRuns runs, AnalysisSettings settings) {
        runs.requireSameCounts();
        FinishedRun run = runs.runs().get(0);
        List<String> names = run.result().classNames();
        List<Integer> chosen = settings.labels(names);
        List<String> notes = new ArrayList<>();
        List<SharedBackbone> backbones = Shown.first(SharedBackbone.of(runs.arms()), "backbones", notes);
        int[] trained = backbones.get(0).pass().statistics().counts();
        int[] tested = backbones.get(0).pass().test().labels();
        EmbeddedPoints points = chosen.isEmpty()
                ? EmbeddedPoints.choose(run.shotCounts(), run.shots(), trained, tested)
                : EmbeddedPoints.of(chosen, run.shotCounts(), trained, tested, names);
        List<FeatureEmbedding> embeddings = FeatureEmbedding.of(backbones, points, TSneOptions.USUAL);
        for (FeatureEmbedding embedding : embeddings) {
            notes.add(String.format(
                    Locale.ROOT,
                    "trustworthiness of %s: %.3f (%d neighbours; 1 is perfect)",
                    embedding.label(),
                    embedding.trustworthiness(),
                    embedding.neighbors()));
            if (hasRadii(embedding)) {
                notes.add("circles of " + embedding.label()
                        + " are radii in units of the scatter of a class's test images around its training mean");
            }
        }
        return new AnalysisResult(List.of(figure(run, points, embeddings)), notes);
    }

    private static boolean hasRadii(FeatureEmbedding embedding) {
        return Arrays.stream(embedding.planeRadii()).anyMatch(radius -> radius > 0);
    }

    private static Figure figure(FinishedRun run, EmbeddedPoints points, List<FeatureEmbedding> embeddings) {
        double end = embeddings.stream()
                .flatMapToDouble(embedding -> Arrays.stream(embedding.places()))
                .map(Math::abs)
                .max()
                .orElse(1);
        List<Panel> panels = embeddings.stream()
                .map(embedding -> panel(run, points, embedding, Math.ceil(end)))
                .toList();
        return new Figure(
                "embedding",
                "Features of test images of some classes, by group and number of training images, laid out by t-SNE. A"
                        + " ringed dot is the mean of a class's training features; a line joins it to the middle of the"
                        + " class's test images. Panels show the same images in one frame. Distances in the plane are not"
                        + " those of the features."
                        + (embeddings.stream().anyMatch(EmbeddingAnalysis::hasRadii) ? CIRCLES : ""),
                panels,
                Math.min(COLUMNS, panels.size()),
                table(run, points, embeddings));
    }

    private static Panel panel(FinishedRun run, EmbeddedPoints points, FeatureEmbedding embedding, double end) {
        List<Series> series = new ArrayList<>();
        List<Series> lines = new ArrayList<>();
        double[] places = embedding.places();
        int images = points.images().length;
        for (int i = 0; i < points.classes().length; i++) {
            int label = points.classes()[i];
            int[] members = IntStream.range(0, images)
                    .filter(point -> points.label(point) == label)
                    .toArray();
            double[] x = IntStream.of(members)
                    .mapToDouble(point -> places[2 * point])
                    .toArray();
            double[] y = IntStream.of(members)
                    .mapToDouble(point -> places[2 * point + 1])
                    .toArray();
            series.add(new Series.Points(name(run, label), Look.at(i), x, y));
            int mean = 2 * (images + i);
            lines.add(new Series.Line(
                    "",
                    Look.at(i),
                    new double[] {Arrays.stream(x).average().orElse(Double.NaN), places[mean]},
                    new double[] {Arrays.stream(y).average().orElse(Double.NaN), places[mean + 1]},
                    false));
            if (embedding.planeRadii()[i] > 0) {
                lines.add(circle(places[mean], places[mean + 1], embedding.planeRadii()[i]));
            }
        }
        series.addAll(lines);
        IntStream means = IntStream.range(images, points.size());
        int[] of = means.toArray();
        series.add(new Series.Points(
                "mean of training images",
                Look.MEAN,
                IntStream.of(of).mapToDouble(point -> places[2 * point]).toArray(),
                IntStream.of(of).mapToDouble(point -> places[2 * point + 1]).toArray()));
        return new XyPanel(
                embedding.label(),
                Axis.linear("t-SNE 1").within(-end, end),
                Axis.linear("t-SNE 2").within(-end, end),
                series);
    }

    private static Series circle(double x, double y, double radius) {
        double[] angles = IntStream.rangeClosed(0, CORNERS)
                .mapToDouble(corner -> 2 * Math.PI * corner / CORNERS)
                .toArray();
        return new Series.Line(
                "radius",
                Look.GREY,
                Arrays.stream(angles).map(angle -> x + radius * Math.cos(angle)).toArray(),
                Arrays.stream(angles).map(angle -> y + radius * Math.sin(angle)).toArray(),
                false);
    }

    private static String name(FinishedRun run, int label) {
        int count = run.shotCounts().of(label);
        return run.result().classNames().get(label) + " ("
                + ShotNames.of(run.shots().of(count)) + ", " + count + ")";
    }

    private static DataTable table(FinishedRun run, EmbeddedPoints points, List<FeatureEmbedding> embeddings) {
        DataTable.Builder table = DataTable.withColumns(
                "arms",
                "kind",
                "image",
                "label",
                "class",
                "training_images",
                "x",
                "y",
                "radius",
                "plane_radius",
                "trustworthiness",
                "neighbors");
        for (FeatureEmbedding embedding : embeddings) {
            for (int point = 0; point < points.size(); point++) {
                boolean image = point < points.images().length;
                int label = points.label(point);
                table.row(
                        embedding.label(),
                        image ? "test image" : "training mean",
                        image ? (Integer) points.images()[point] : null,
                        label,
                        run.result().classNames().get(label),
                        run.shotCounts().of(label),
                        embedding.places()[2 * point],
                        embedding.places()[2 * point + 1],
                        image ? null : (Double) embedding.radii()[point - points.images().length],
                        image ? null : (Double) embedding.planeRadii()[point - points.images().length],
                        embedding.trustworthiness(),
                        embedding.neighbors());
            }
        }
        return table.build();
    }
}
