package drolt.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CalibrationErrorTest {
    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    private static Predictions predictions(float[] confidence, boolean... right) {
        int[] predicted = new int[confidence.length];
        for (int i = 0; i < right.length; i++) {
            predicted[i] = right[i] ? 0 : 1;
        }
        return new Predictions(new int[confidence.length], predicted, confidence, 2);
    }

    @Test
    void byHand() {
        // Bins of 0.5: three samples of mean confidence 0.3 of which one is right, one of 0.9 that is right.
        CalibrationError error = CalibrationError.of(
                predictions(new float[] {0.25f, 0.25f, 0.375f, 0.875f}, true, false, false, true), 2);
        double low = 1 / 3.0 - 0.875 / 3;
        assertThat(error.expected()).hasValueCloseTo((3 * low + 0.125) / 4, within(1e-15));
        assertThat(error.maximum()).hasValueCloseTo(0.125, within(1e-15));
        assertThat(error.bins()).extracting(CalibrationError.Bin::samples).containsExactly(3, 1);
    }

    @Test
    void aBinHoldsItsUpperEdgeAndTheFirstOneZero() {
        CalibrationError error = CalibrationError.of(predictions(new float[] {0, 0.25f, 0.5f, 0.75f, 1}), 4);
        assertThat(error.bins()).extracting(CalibrationError.Bin::samples).containsExactly(2, 1, 1, 1);
    }

    @Test
    void perfectConfidenceHasNoError() {
        assertThat(CalibrationError.of(predictions(new float[] {1, 1}, true, true))
                        .expected())
                .hasValue(0);
    }

    @Test
    void withoutConfidencesThereIsNoError() {
        CalibrationError error = CalibrationError.of(predictions(new float[] {Float.NaN, Float.NaN}));
        assertThat(error.expected()).isEmpty();
        assertThat(error.maximum()).isEmpty();
        assertThat(error.bins())
                .hasSize(15)
                .allMatch(bin -> bin.samples() == 0 && bin.accuracy().isEmpty());
    }

    @Test
    void aSoftmaxRoundedAboveOneCountsAsOne() {
        CalibrationError error = CalibrationError.of(predictions(new float[] {1.000001f}, true));
        assertThat(error.expected()).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(floats = {-0.1f, 1.1f, Float.POSITIVE_INFINITY})
    void whatIsNoProbabilityIsRefused(float confidence) {
        assertThatThrownBy(() -> CalibrationError.of(predictions(new float[] {confidence}, true)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void agreesWithLoopsOverBins(long seed) {
        Random random = new Random(seed);
        Predictions predictions = RandomPredictions.of(random);
        int bins = 1 + random.nextInt(20);
        double expected = 0;
        double maximum = 0;
        CalibrationError error = CalibrationError.of(predictions, bins);
        for (int bin = 0; bin < bins; bin++) {
            double low = bin == 0 ? -1 : (double) bin / bins;
            double high = (double) (bin + 1) / bins;
            double samples = 0;
            double right = 0;
            double confidence = 0;
            for (int i = 0; i < predictions.size(); i++) {
                if (predictions.confidence()[i] > low && predictions.confidence()[i] <= high) {
                    samples++;
                    right += predictions.predicted()[i] == predictions.labels()[i] ? 1 : 0;
                    confidence += predictions.confidence()[i];
                }
            }
            assertThat(error.bins().get(bin).samples()).isEqualTo((int) samples);
            if (samples > 0) {
                double difference = Math.abs(right - confidence) / samples;
                expected += difference * samples / predictions.size();
                maximum = Math.max(maximum, difference);
            }
        }
        assertThat(error.expected()).hasValueCloseTo(expected, within(1e-12));
        assertThat(error.maximum()).hasValueCloseTo(maximum, within(1e-12));
    }

    @Test
    void binsLieOneAfterAnother() {
        CalibrationError error = CalibrationError.of(predictions(new float[] {0.5f}), 4);
        assertThat(error.bins()).extracting(CalibrationError.Bin::above).containsExactly(0.0, 0.25, 0.5, 0.75);
        assertThat(error.bins()).extracting(CalibrationError.Bin::upTo).containsExactly(0.25, 0.5, 0.75, 1.0);
    }

    /** 0.7 as a float times 10 is rounded down to 6.99...: the very edges decide. */
    @Test
    void aProductThatIsRoundedAcrossAnEdgeDoesNotDecide() {
        for (int bins = 2; bins <= 60; bins++) {
            for (int edge = 1; edge < bins; edge++) {
                float confidence = (float) ((double) edge / bins);
                int expected = confidence <= (double) edge / bins ? edge - 1 : edge;
                assertThat(CalibrationError.of(predictions(new float[] {confidence}), bins)
                                .bins()
                                .get(expected)
                                .samples())
                        .as("%d of %d bins", edge, bins)
                        .isEqualTo(1);
            }
        }
    }
}
