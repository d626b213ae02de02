package drolt.figure.analysis;

import drolt.analysis.AnalysedRuns;
import drolt.analysis.ClassRanks;
import drolt.analysis.RunningMean;
import drolt.data.ClassCounts;
import drolt.figure.Axis;
import drolt.figure.Look;
import drolt.figure.Series;
import drolt.figure.XyPanel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Classes from the most frequent in training to the rarest, as an axis; ranks count from 1. */
final class RankAxis {
    /** More would hide the lines. */
    private static final int MOST_WITH_POINTS = 2;

    private final int[] labels;
    private final ClassCounts counts;
    private final List<String> names;

    private RankAxis(int[] labels, ClassCounts counts, List<String> names) {
        this.labels = labels;
        this.counts = counts;
        this.names = names;
    }

    /** Of runs whose classes have the same counts. */
    static RankAxis of(AnalysedRuns runs) {
        return of(runs.runs().get(0).shotCounts(), runs.runs().get(0).result().classNames());
    }

    /**
     * Of classes.
     *
     * @param names by label
     */
    static RankAxis of(ClassCounts counts, List<String> names) {
        return new RankAxis(ClassRanks.labels(counts), counts, names);
    }

    int size() {
        return labels.length;
    }

    /** The class of a rank. */
    int label(int rank) {
        return labels[rank - 1];
    }

    String name(int label) {
        return names.get(label);
    }

    int count(int label) {
        return counts.of(label);
    }

    /** Values by label, put into the order of ranks. */
    double[] byRank(double[] values) {
        return ClassRanks.byRank(values, labels);
    }

    /** What captions say of {@link #panel}. */
    String smoothing() {
        int neighbours = RunningMean.neighbours(size());
        return neighbours == 0
                ? "Each class by itself."
                : "Lines are means over " + (2 * neighbours + 1) + " neighbouring classes.";
    }

    /** A heading that says what lines are, so that nobody takes them for single classes. */
    private String smoothed(String heading) {
        int neighbours = RunningMean.neighbours(size());
        if (neighbours == 0) {
            return heading;
        }
        String lines = "lines: mean of " + (2 * neighbours + 1) + " classes";
        return heading.isEmpty() ? lines : heading + " (" + lines + ")";
    }

    /**
     * A line for each of some things: {@link #panel(String, Axis, Map)}.
     *
     * @param values by label
     */
    <T> XyPanel panel(
            String heading, Axis y, List<T> compared, Function<T, String> name, Function<T, double[]> values) {
        Map<String, double[]> courses = new LinkedHashMap<>();
        compared.forEach(one -> courses.put(name.apply(one), values.apply(one)));
        return panel(heading, y, courses);
    }

    /**
     * A line for each thing that is compared, smoothed; with few of them also each class as a point.
     *
     * @param courses values by label, by name
     */
    XyPanel panel(String heading, Axis y, Map<String, double[]> courses) {
        double[] ranks =
                IntStream.rangeClosed(1, size()).mapToDouble(rank -> rank).toArray();
        List<Series> points = new ArrayList<>();
        List<Series> lines = new ArrayList<>();
        courses.forEach((name, values) -> {
            Look look = Look.at(lines.size());
            double[] byRank = byRank(values);
            if (courses.size() <= MOST_WITH_POINTS) {
                points.add(new Series.Points(name, look, ranks, byRank));
            }
            lines.add(new Series.Line(name, look, ranks, RunningMean.of(byRank), false));
        });
        points.addAll(lines);
        return new XyPanel(smoothed(heading), Axis.linear("class rank (1: most training images)"), y, points);
    }
}
