package drolt.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import drolt.evaluation.Predictions;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PairedErrorTest {
    private static Predictions predictions(int[] labels, int[] predicted, int classes) {
        return new Predictions(labels, predicted, new float[labels.length], classes);
    }

    @Test
    void byHand() {
        int[] labels = {0, 0, 0, 1, 2, 2};
        // class 0: right, wrong, right against right, right, wrong: two of three differ; class 1: none of one; class 2:
        // two
        Predictions one = predictions(labels, new int[] {0, 1, 0, 0, 2, 1}, 4);
        Predictions other = predictions(labels, new int[] {0, 0, 2, 2, 0, 2}, 4);
        double sum = 2.5 / 4 / 3 + 0.5 / 2 / 1 + 2.5 / 3 / 2;
        assertThat(PairedError.ofClassMeans(one, other)).isCloseTo(Math.sqrt(sum) / 3, within(1e-12));
        assertThat(PairedError.ofClassMeans(other, one)).isEqualTo(PairedError.ofClassMeans(one, other));
    }

    /** The error is the deviation of the difference over many drawn validation splits. */
    @Test
    void itIsTheDeviationOfTheDifference() {
        Random random = new Random(1);
        int[] counts = {200, 60, 25};
        double[][] right = {{0.9, 0.85}, {0.6, 0.7}, {0.3, 0.5}};
        double sum = 0;
        double squares = 0;
        double error = 0;
        int rounds = 2000;
        for (int round = 0; round < rounds; round++) {
            int size = 285;
            int[] labels = new int[size];
            int[] first = new int[size];
            int[] second = new int[size];
            double difference = 0;
            int at = 0;
            for (int label = 0; label < 3; label++) {
                for (int i = 0; i < counts[label]; i++, at++) {
                    labels[at] = label;
                    first[at] = random.nextDouble() < right[label][0] ? label : (label + 1) % 3;
                    second[at] = random.nextDouble() < right[label][1] ? label : (label + 1) % 3;
                    difference +=
                            ((first[at] == label ? 1 : 0) - (second[at] == label ? 1 : 0)) / (3.0 * counts[label]);
                }
            }
            sum += difference;
            squares += difference * difference;
            error += PairedError.ofClassMeans(predictions(labels, first, 3), predictions(labels, second, 3)) / rounds;
        }
        double deviation = Math.sqrt(squares / rounds - Math.pow(sum / rounds, 2));
        assertThat(error / deviation).isBetween(0.95, 1.15);
    }
}
