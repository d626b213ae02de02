package drolt.report;

import drolt.evaluation.Predictions;
import drolt.experiment.ArmPredictions;
import drolt.experiment.ArmResult;
import drolt.report.ChartData.MistakeData;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** What an arm got wrong most: pairs of classes, and single images. */
final class Mistakes {
    private static final int MOST = 20;

    private Mistakes() {}

    /** The most frequent confusions, {@code [label, predicted, count]}; of equals the one of the lower label first. */
    static List<List<Integer>> pairs(ArmResult arm) {
        return arm.confusion().stream()
                .filter(entry -> !entry.get(0).equals(entry.get(1)))
                .sorted(Comparator.<List<Integer>, Integer>comparing(entry -> -entry.get(2))
                        .thenComparing(entry -> entry.get(0))
                        .thenComparing(entry -> entry.get(1)))
                .limit(MOST)
                .toList();
    }

    /**
     * Positions of the images that were got wrong with the largest loss; where losses are not known, with the most
     * confidence.
     */
    static int[] worst(Predictions predictions) {
        return IntStream.range(0, predictions.size())
                .filter(position ->
                        predictions.predicted()[position] != predictions.labels()[position])
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(position -> -badness(predictions, position))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MOST)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static double badness(Predictions predictions, int position) {
        float loss = predictions.losses()[position];
        float known = Float.isNaN(loss) ? predictions.confidence()[position] : loss;
        return Float.isNaN(known) ? Double.NEGATIVE_INFINITY : known;
    }

    /**
     * The same as the page shows them.
     *
     * @param files of all test images; empty: they have none
     */
    static List<MistakeData> data(ArmPredictions said, List<String> files, Pictures pictures) {
        Predictions predictions = said.predictions();
        List<MistakeData> mistakes = new ArrayList<>();
        for (int position : worst(predictions)) {
            mistakes.add(new MistakeData(
                    files.isEmpty() ? "test image " + position : files.get(position),
                    predictions.labels()[position],
                    predictions.predicted()[position],
                    Rounding.percent(predictions.confidence()[position]),
                    Rounding.of((double) predictions.losses()[position]),
                    pictures.slot(position)));
        }
        return mistakes;
    }
}
