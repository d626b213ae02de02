package drolt.trust;

import drolt.configuration.InvalidValueException;
import drolt.data.ClassCounts;
import drolt.evaluation.Predictions;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Sets of classes that hold the true one with a probability that was asked for, whatever the network is worth.
 *
 * <p>Split conformal prediction: the score of an image and a class is the cross-entropy {@code -log p} that it would have.
 * A class is in the set where its score is at most the {@code ceil((n + 1) coverage)}-th smallest of the n scores that
 * the true classes of the validation images in its {@linkplain CoveragePromise pool} have; always, where n is smaller.
 * A new image that is drawn as those were is then covered with at least this probability, over both draws. The most
 * probable class is always in, which can only add.
 *
 * <p>Source: Sadinle, Lei and Wasserman, Least Ambiguous Set-Valued Classifiers with Bounded Error Levels, 2019, whose
 * score {@code 1 - p} orders images as this one does. Immutable.
 */
public final class PredictionSets {
    /** A product such as 20 * 0.95 must not be rounded across a whole number. */
    private static final double ROUNDING = 1e-9;

    private final double[] thresholds;

    private PredictionSets(double[] thresholds) {
        this.thresholds = thresholds;
    }

    /**
     * Finds the thresholds.
     *
     * @param validation of images that were not trained on, with losses
     * @param training images of each class that were
     * @param coverage asked for, in (0, 1)
     * @throws InvalidValueException if the coverage lies elsewhere
     */
    public static PredictionSets calibrated(
            Predictions validation, ClassCounts training, double coverage, CoveragePromise promise) {
        if (!(coverage > 0 && coverage < 1)) {
            throw new InvalidValueException("coverage", coverage, "must lie strictly between 0 and 1, for example 0.9");
        }
        int[] images = new int[training.classCount()];
        Arrays.stream(validation.labels()).forEach(label -> images[label]++);
        int[] pools = promise.pools(images, training.toArray());
        double[] ofPool = new double[Arrays.stream(pools).max().orElseThrow() + 1];
        for (int pool = 0; pool < ofPool.length; pool++) {
            ofPool[pool] = threshold(scores(validation, pools, pool), coverage);
        }
        return new PredictionSets(
                Arrays.stream(pools).mapToDouble(pool -> ofPool[pool]).toArray());
    }

    private static double[] scores(Predictions validation, int[] pools, int pool) {
        return IntStream.range(0, validation.size())
                .filter(image -> pools[validation.labels()[image]] == pool)
                .mapToDouble(image -> validation.losses()[image])
                .sorted() // NaN last, as the worst
                .toArray();
    }

    private static double threshold(double[] sorted, double coverage) {
        int rank = (int) Math.ceil((sorted.length + 1) * coverage - ROUNDING);
        double threshold = rank > sorted.length ? Double.NaN : sorted[rank - 1];
        return Double.isNaN(threshold) ? Double.POSITIVE_INFINITY : threshold;
    }

    /**
     * The set of an image.
     *
     * @param losses cross-entropy that the image would have with each class as the true one [C]
     * @return labels, the most probable first; equally probable ones in the order of their labels
     */
    public int[] of(float[] losses) {
        int best = 0;
        for (int label = 1; label < losses.length; label++) {
            best = losses[label] < losses[best] ? label : best;
        }
        int most = best;
        return IntStream.range(0, losses.length)
                .filter(label -> label == most || losses[label] <= thresholds[label])
                .boxed()
                .sorted(Comparator.comparingDouble(label -> losses[label]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Number of classes that are in every set, because too few validation images speak for them. */
    public int alwaysIn() {
        return (int) Arrays.stream(thresholds).filter(Double::isInfinite).count();
    }
}
