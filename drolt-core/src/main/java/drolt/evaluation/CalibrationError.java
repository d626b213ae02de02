package drolt.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How far confidences are from the truth.
 *
 * <p>Samples are put into bins of equal width by the confidence in their predicted label. The expected error is the
 * mean over samples of {@code |accuracy - mean confidence|} of their bin.
 *
 * <p>Source: Guo et al., On Calibration of Modern Neural Networks, 2017, Eq. 3 (expected) and 5 (maximum).
 *
 * @param expected expected calibration error, in [0, 1]; empty where no sample has a confidence
 * @param maximum the largest difference of a bin; empty where no sample has a confidence
 * @param bins from the lowest confidence to the highest
 */
public record CalibrationError(OptionalDouble expected, OptionalDouble maximum, List<Bin> bins) {
    /** The usual number of bins. */
    public static final int BINS = 15;

    /** A softmax may exceed 1 by its rounding. */
    private static final double ROUNDING = 1e-4;

    /**
     * The samples whose confidence lies in (above, upTo]; the first bin takes in 0.
     *
     * @param above lower end, outside the bin
     * @param upTo upper end, inside
     * @param samples how many
     * @param accuracy share of them that is right; empty where there is none
     * @param confidence their mean confidence; empty where there is none
     */
    public record Bin(double above, double upTo, int samples, OptionalDouble accuracy, OptionalDouble confidence) {}

    public CalibrationError {
        bins = List.copyOf(bins);
    }

    /** With {@link #BINS} bins. */
    public static CalibrationError of(Predictions predictions) {
        return of(predictions, BINS);
    }

    /**
     * Sorts confidences into bins; samples whose confidence is NaN are left out.
     *
     * @param binCount at least 1
     * @throws IllegalArgumentException if a confidence lies outside [0, 1] (by more than a softmax may be rounded)
     */
    public static CalibrationError of(Predictions predictions, int binCount) {
        if (binCount < 1) {
            throw new IllegalArgumentException(binCount + " bins");
        }
        int[] samples = new int[binCount];
        int[] correct = new int[binCount];
        double[] confidences = new double[binCount];
        int total = 0;
        for (int i = 0; i < predictions.size(); i++) {
            double confidence = predictions.confidence()[i];
            if (Double.isNaN(confidence)) {
                continue;
            }
            if (confidence < 0 || confidence > 1 + ROUNDING) {
                throw new IllegalArgumentException("a confidence of " + confidence);
            }
            int bin = bin(confidence, binCount);
            total++;
            samples[bin]++;
            confidences[bin] += Math.min(1, confidence);
            if (predictions.predicted()[i] == predictions.labels()[i]) {
                correct[bin]++;
            }
        }

        double expected = 0;
        double maximum = 0;
        List<Bin> bins = new ArrayList<>(binCount);
        for (int bin = 0; bin < binCount; bin++) {
            OptionalDouble accuracy = OptionalDouble.empty();
            OptionalDouble confidence = OptionalDouble.empty();
            if (samples[bin] > 0) {
                accuracy = OptionalDouble.of((double) correct[bin] / samples[bin]);
                confidence = OptionalDouble.of(confidences[bin] / samples[bin]);
                double difference = Math.abs(accuracy.getAsDouble() - confidence.getAsDouble());
                expected += difference * samples[bin] / total;
                maximum = Math.max(maximum, difference);
            }
            bins.add(new Bin(edge(bin, binCount), edge(bin + 1, binCount), samples[bin], accuracy, confidence));
        }
        return total == 0
                ? new CalibrationError(OptionalDouble.empty(), OptionalDouble.empty(), bins)
                : new CalibrationError(OptionalDouble.of(expected), OptionalDouble.of(maximum), bins);
    }

    private static double edge(int bin, int binCount) {
        return (double) bin / binCount;
    }

    /** The bin by comparison with its very edges: a product may be rounded across one. */
    private static int bin(double confidence, int binCount) {
        int bin = Math.max(0, Math.min(binCount - 1, (int) (confidence * binCount)));
        if (bin > 0 && confidence <= edge(bin, binCount)) {
            return bin - 1;
        }
        return bin < binCount - 1 && confidence > edge(bin + 1, binCount) ? bin + 1 : bin;
    }
}
