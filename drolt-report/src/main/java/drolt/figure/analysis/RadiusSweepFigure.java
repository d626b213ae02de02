package drolt.figure.analysis;

import drolt.analysis.Sweep;
import drolt.analysis.SweepMeasure;
import drolt.analysis.SweepPoint;
import drolt.data.Shot;
import drolt.figure.Axis;
import drolt.figure.DataTable;
import drolt.figure.Figure;
import drolt.figure.Panel;
import drolt.figure.Series;
import drolt.figure.XyPanel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Accuracy of each group of classes against the mean radius that the group ended with, a sweep a panel. */
final class RadiusSweepFigure {
    private RadiusSweepFigure() {}

    /** Of the sweeps that change a radius; empty where none does. */
    static Optional<Figure> of(List<Sweep> sweeps, List<String> notes) {
        List<Sweep> changing =
                sweeps.stream().filter(RadiusSweepFigure::changesRadius).toList();
        if (changing.isEmpty()) {
            return Optional.empty();
        }
        List<Sweep> shown = Shown.first(changing, "sweeps that change a radius", notes);
        List<Panel> panels = new ArrayList<>();
        DataTable.Builder table = DataTable.withColumns(
                "key", "arms", "arm", "value", "shot", "seeds", "mean_radius", "accuracy", "deviation");
        for (Sweep sweep : shown) {
            List<Series> series = new ArrayList<>();
            for (Shot shot : Shot.values()) {
                List<SweepPoint> points = byRadius(sweep, shot);
                if (!points.isEmpty()) {
                    series.add(new Series.Line(
                            ShotNames.of(shot),
                            ShotNames.look(shot),
                            points.stream()
                                    .mapToDouble(point -> point.radius(shot))
                                    .toArray(),
                            points.stream()
                                    .mapToDouble(point -> SweepFigure.PERCENT * point.accuracy(measure(shot)))
                                    .toArray(),
                            true));
                }
                points.forEach(point -> table.row(
                        sweep.key().label(),
                        sweep.arms(),
                        point.arm(),
                        point.value(),
                        ShotNames.of(shot),
                        point.seeds(),
                        point.radius(shot),
                        point.accuracy(measure(shot)),
                        point.deviation(measure(shot))));
            }
            double[] radii = series.stream()
                    .flatMapToDouble(one -> Arrays.stream(one.x()))
                    .toArray();
            Axis x = SweepFigure.axis("mean radius (feature units)", radii);
            panels.add(new XyPanel(sweep.arms(), x, Axis.linear("accuracy (%)"), series));
        }
        return Optional.of(new Figure(
                "sensitivity-radius",
                "Accuracy on the test images of classes with many, a medium number of and few training images against the"
                        + " mean of these classes' radii after the last epoch, over the arms of each sweep that changes"
                        + " them. Test accuracy is shown, and must choose nothing.",
                panels,
                Math.min(SweepFigure.MOST_COLUMNS, panels.size()),
                table.build()));
    }

    private static boolean changesRadius(Sweep sweep) {
        return Stream.of(Shot.values())
                .anyMatch(shot -> Arrays.stream(SweepFigure.numbers(sweep, point -> point.radius(shot)))
                                .filter(Double::isFinite)
                                .distinct()
                                .count()
                        > 1);
    }

    /** Those that have both numbers, by rising radius. */
    private static List<SweepPoint> byRadius(Sweep sweep, Shot shot) {
        return sweep.points().stream()
                .filter(point -> Double.isFinite(point.radius(shot) + point.accuracy(measure(shot))))
                .sorted(Comparator.comparingDouble(point -> point.radius(shot)))
                .toList();
    }

    private static SweepMeasure measure(Shot shot) {
        return switch (shot) {
            case MANY -> SweepMeasure.MANY;
            case MEDIUM -> SweepMeasure.MEDIUM;
            case FEW -> SweepMeasure.FEW;
        };
    }
}
