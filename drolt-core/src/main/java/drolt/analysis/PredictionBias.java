package drolt.analysis;

import drolt.data.ClassCounts;
import drolt.data.Shot;
import drolt.data.ShotLimits;
import drolt.evaluation.ConfusionCounts;
import drolt.evaluation.Predictions;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How an arm's test predictions lean to frequent classes. Shares in [0, 1], by label [C]; NaN where one does not exist.
 *
 * @param recall share of a class's images that is recognised
 * @param precision share of what is taken for a class that belongs to it
 * @param predicted share of all images that is taken for a class
 * @param present share of all images that belongs to it
 * @param shotConfusion of the images of a group of classes the share taken for each group: [true group][predicted group]
 *     in the order of {@link Shot}
 */
public record PredictionBias(
        String label,
        double[] recall,
        double[] precision,
        double[] predicted,
        double[] present,
        double[][] shotConfusion) {
    /** Shows all images to the arm's network. */
    public static PredictionBias of(AnalysedArm arm) {
        return of(arm.label(), arm.pass().test(), arm.counts(), arm.shots());
    }

    static PredictionBias of(String label, Predictions predictions, ClassCounts counts, ShotLimits limits) {
        ConfusionCounts confusion = ConfusionCounts.of(predictions);
        int classCount = confusion.classCount();
        double[] recall = new double[classCount];
        double[] precision = new double[classCount];
        double[] predicted = new double[classCount];
        double[] present = new double[classCount];
        double total = predictions.size();
        for (int c = 0; c < classCount; c++) {
            recall[c] = orNaN(confusion.recall(c));
            precision[c] = orNaN(confusion.precision(c));
            predicted[c] = confusion.predictedTotal(c) / total;
            present[c] = confusion.labelTotal(c) / total;
        }
        return new PredictionBias(label, recall, precision, predicted, present, byShot(confusion, counts, limits));
    }

    private static double[][] byShot(ConfusionCounts confusion, ClassCounts counts, ShotLimits limits) {
        List<Shot> order = List.of(Shot.values());
        int shots = order.size();
        double[][] shares = new double[shots][shots];
        double[] totals = new double[shots];
        for (ConfusionCounts.Entry entry : confusion.entries()) {
            int row = order.indexOf(limits.of(counts.of(entry.label())));
            shares[row][order.indexOf(limits.of(counts.of(entry.predicted())))] += entry.count();
            totals[row] += entry.count();
        }
        for (int row = 0; row < shots; row++) {
            for (int column = 0; column < shots; column++) {
                shares[row][column] /= totals[row]; // NaN for a group without test images
            }
        }
        return shares;
    }

    private static double orNaN(OptionalDouble value) {
        return value.orElse(Double.NaN);
    }
}
