package drolt.figure.analysis;

import drolt.analysis.RecipeKey;
import drolt.analysis.Sweep;
import drolt.analysis.SweepMeasure;
import drolt.analysis.SweepPoint;
import drolt.data.Shot;
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
import java.util.function.ToDoubleFunction;

/** Accuracy against the values of one key, a sweep a panel. */
final class SweepFigure {
    /** Panels beside each other. */
    static final int MOST_COLUMNS = 3;

    static final double PERCENT = 100;
    /** Values that span more are shown by powers of ten. */
    private static final double LINEAR_SPAN = 10;

    private final RecipeKey key;
    private final List<Sweep> sweeps;

    SweepFigure(RecipeKey key, List<Sweep> sweeps) {
        this.key = key;
        this.sweeps = sweeps;
    }

    Figure figure() {
        double[] all = sweeps.stream()
                .flatMap(sweep -> sweep.points().stream())
                .mapToDouble(SweepPoint::value)
                .toArray();
        Axis x = axis(key.label(), all);
        List<Panel> panels = new ArrayList<>();
        for (Sweep sweep : sweeps) {
            panels.add(new XyPanel(sweep.arms(), x, Axis.linear("accuracy (%)"), series(sweep)));
        }
        return new Figure(
                "sensitivity-" + key.fileName(),
                "Accuracy on the test images against " + key.label() + ", the rest of the recipe being equal: over all"
                        + " images and over those of classes with many, a medium number of and few training images, of"
                        + " the nearest class mean, and on the validation split where there is one. Bands are standard"
                        + " deviations over seeds. Test accuracy is shown, and must choose nothing.",
                panels,
                Math.min(MOST_COLUMNS, panels.size()),
                table());
    }

    /** Logarithmic where values span more than a factor of ten, and can be. */
    static Axis axis(String label, double[] values) {
        double least = Arrays.stream(values).filter(Double::isFinite).min().orElse(0);
        double greatest = Arrays.stream(values).filter(Double::isFinite).max().orElse(0);
        return least > 0 && greatest > LINEAR_SPAN * least ? Axis.logarithmic(label) : Axis.linear(label);
    }

    private static List<Series> series(Sweep sweep) {
        double[] x = numbers(sweep, SweepPoint::value);
        List<Series> bands = new ArrayList<>();
        List<Series> lines = new ArrayList<>();
        for (SweepMeasure measure : SweepMeasure.values()) {
            double[] mean = numbers(sweep, point -> PERCENT * point.accuracy(measure));
            if (Arrays.stream(mean).allMatch(Double::isNaN)) {
                continue;
            }
            double[] spread = numbers(sweep, point -> PERCENT * point.deviation(measure));
            double[] lower = new double[x.length];
            double[] upper = new double[x.length];
            for (int i = 0; i < x.length; i++) {
                lower[i] = mean[i] - spread[i];
                upper[i] = mean[i] + spread[i];
            }
            bands.add(new Series.Band(look(measure), x, lower, upper));
            lines.add(new Series.Line(name(measure), look(measure), x, mean, true));
        }
        Sweep.Reference reference = sweep.reference();
        if (reference != null) {
            double level = PERCENT * reference.point().accuracy(SweepMeasure.ALL);
            double[] ends = {x[0], x[x.length - 1]};
            lines.add(new Series.Line(
                    "all, " + reference.inWords(), Look.GREEN, ends, new double[] {level, level}, false));
        }
        bands.addAll(lines);
        return bands;
    }

    static double[] numbers(Sweep sweep, ToDoubleFunction<SweepPoint> number) {
        return sweep.points().stream().mapToDouble(number).toArray();
    }

    static String name(SweepMeasure measure) {
        return switch (measure) {
            case ALL -> ShotNames.ALL;
            case MANY -> ShotNames.of(Shot.MANY);
            case MEDIUM -> ShotNames.of(Shot.MEDIUM);
            case FEW -> ShotNames.of(Shot.FEW);
            case NCM -> "nearest class mean";
            case VALIDATION -> "validation";
        };
    }

    private static Look look(SweepMeasure measure) {
        return switch (measure) {
            case ALL -> Look.VERMILLION;
            case MANY -> ShotNames.look(Shot.MANY);
            case MEDIUM -> ShotNames.look(Shot.MEDIUM);
            case FEW -> ShotNames.look(Shot.FEW);
            case NCM -> Look.SKY;
            case VALIDATION -> Look.PINK;
        };
    }

    private DataTable table() {
        DataTable.Builder table =
                DataTable.withColumns("key", "arms", "arm", "value", "measure", "seeds", "accuracy", "deviation");
        for (Sweep sweep : sweeps) {
            List<SweepPoint> points = new ArrayList<>(sweep.points());
            Sweep.Reference reference = sweep.reference();
            if (reference != null) {
                points.add(reference.point());
            }
            for (SweepPoint point : points) {
                for (SweepMeasure measure : SweepMeasure.values()) {
                    if (point.accuracies().containsKey(measure)) {
                        table.row(
                                key.label(),
                                sweep.arms(),
                                point.arm(),
                                point.value(),
                                name(measure),
                                point.seeds(),
                                point.accuracy(measure),
                                point.deviation(measure));
                    }
                }
            }
        }
        return table.build();
    }
}
