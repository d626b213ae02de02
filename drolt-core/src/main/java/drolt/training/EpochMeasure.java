package drolt.training;

import drolt.centroid.FeatureStatistics;
import drolt.data.ClassCounts;
import drolt.data.Shot;
import drolt.data.ShotLimits;
import drolt.evaluation.CentroidMetric;
import drolt.evaluation.NearestCentroid;
import drolt.evaluation.Predictions;
import drolt.evaluation.ShotAccuracy;
import drolt.inference.Evaluation;
import drolt.inference.Evaluator;
import drolt.model.Network;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** What is measured after each epoch, on the validation split or (where that selects) the test set. */
final class EpochMeasure {
    private final StageContext context;
    private final SelectionMetric selectBy;
    private final Evaluator evaluator;
    private final ClassCounts counts;

    EpochMeasure(StageContext context, SelectionMetric selectBy, Evaluator evaluator) {
        this.context = context;
        this.selectBy = selectBy;
        this.evaluator = evaluator;
        this.counts = ClassCounts.of(context.train());
    }

    /** The name under which the selecting number stands; null where nothing is measured. */
    @org.jspecify.annotations.Nullable
    String metric() {
        if (context.measured() == null) {
            return null;
        }
        return prefix() + (selectBy == SelectionMetric.ACCURACY ? "Accuracy" : "NearestCentroid");
    }

    private String prefix() {
        return context.selection() == Selection.TEST ? "test" : "validation";
    }

    Map<String, Double> of(Network network) {
        if (context.measured() == null) {
            return Map.of();
        }
        Map<String, Double> values = new TreeMap<>();
        Evaluation evaluation = evaluator.evaluate(network, context.measured());
        ShotAccuracy accuracy = accuracy(evaluation.predictions());
        values.put(prefix() + "Accuracy", accuracy.classMean());
        for (Shot shot : Shot.values()) {
            classMean(accuracy, shot).ifPresent(mean -> values.put(prefix() + name(shot), mean));
        }
        if (selectBy == SelectionMetric.NEAREST_CENTROID) {
            FeatureStatistics statistics = evaluator.statistics(network, context.train(), false);
            Predictions nearest = NearestCentroid.of(
                            statistics.centroids(), ClassCounts.of(statistics.counts()), CentroidMetric.COSINE)
                    .classify(
                            evaluation.features().values(),
                            evaluation.features().labels());
            values.put(prefix() + "NearestCentroid", classMean(nearest));
        }
        return values;
    }

    /** Mean over the classes that occur. */
    double classMean(Predictions predictions) {
        return accuracy(predictions).classMean();
    }

    private ShotAccuracy accuracy(Predictions predictions) {
        return ShotAccuracy.of(predictions, counts, ShotLimits.PAPER);
    }

    /** Mean over the classes of one shot that occur; empty if none does. */
    private OptionalDouble classMean(ShotAccuracy accuracy, Shot shot) {
        return IntStream.range(0, accuracy.perClass().size())
                .filter(label -> context.shots().of(context.shotCounts().of(label)) == shot)
                .mapToObj(accuracy.perClass()::get)
                .flatMapToDouble(OptionalDouble::stream)
                .average();
    }

    /** The name of the group's column in the table. */
    private static String name(Shot shot) {
        return switch (shot) {
            case MANY -> "Many";
            case MEDIUM -> "Med";
            case FEW -> "Few";
        };
    }
}
