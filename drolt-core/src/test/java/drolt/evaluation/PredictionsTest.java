package drolt.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PredictionsTest {
    private static Predictions predictions(
            int[] labels, int[] predicted, float[] confidence, float[] losses, int classes) {
        return new Predictions(labels, predicted, confidence, losses, classes);
    }

    private static Predictions usual() {
        return predictions(
                new int[] {0, 1, 2}, new int[] {0, 2, 1}, new float[] {0.9f, 0.8f, 0.7f}, new float[] {1, 2, 3}, 3);
    }

    @Test
    void thoseAtSomePositionsKeepAllThatIsKnownOfThem() {
        assertThat(usual().only(new int[] {2, 0}))
                .isEqualTo(predictions(
                        new int[] {2, 0}, new int[] {1, 0}, new float[] {0.7f, 0.9f}, new float[] {3, 1}, 3));
        assertThat(usual().only(new int[0]).size()).isZero();
    }

    @Test
    void equalityIsThatOfEveryPart() {
        assertThat(usual()).isEqualTo(usual()).hasSameHashCodeAs(usual()).isNotEqualTo("predictions");
        int[] labels = {0, 1, 2};
        int[] predicted = {0, 2, 1};
        float[] confidence = {0.9f, 0.8f, 0.7f};
        float[] losses = {1, 2, 3};
        assertThat(usual()).isNotEqualTo(predictions(new int[] {1, 1, 2}, predicted, confidence, losses, 3));
        assertThat(usual()).isNotEqualTo(predictions(labels, new int[] {0, 2, 0}, confidence, losses, 3));
        assertThat(usual()).isNotEqualTo(predictions(labels, predicted, new float[] {0, 0.8f, 0.7f}, losses, 3));
        assertThat(usual()).isNotEqualTo(predictions(labels, predicted, confidence, new float[] {1, 2, 0}, 3));
        assertThat(usual()).isNotEqualTo(predictions(labels, predicted, confidence, losses, 4));
        assertThat(usual()).hasToString("Predictions[3 of 3 classes]");
        assertThat(usual().hashCode()).isNotEqualTo(usual().only(new int[] {1}).hashCode());
    }

    @Test
    void lossesThatAreNotKnownAreNoNumbers() {
        assertThat(new Predictions(new int[2], new int[2], new float[2], 1).losses())
                .containsOnly(Float.NaN);
    }
}
