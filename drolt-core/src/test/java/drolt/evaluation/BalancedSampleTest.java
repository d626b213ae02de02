package drolt.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BalancedSampleTest {
    @Test
    void classesTakeTurnsInTheOrderOfTheSet() {
        int[] labels = {0, 0, 0, 0, 1, 1, 2};

        assertThat(BalancedSample.of(labels, 3, 3)).containsExactly(0, 4, 6);
        assertThat(BalancedSample.of(labels, 3, 5)).containsExactly(0, 1, 4, 5, 6);
        assertThat(BalancedSample.of(labels, 3, 6)).containsExactly(0, 1, 2, 4, 5, 6);
        assertThat(BalancedSample.of(labels, 3, 100)).containsExactly(0, 1, 2, 3, 4, 5, 6);
    }

    @Test
    void withMoreClassesThanPlacesTheClassesAreSpreadEvenly() {
        int[] labels = IntStream.range(0, 100).toArray();

        assertThat(BalancedSample.of(labels, 100, 4)).containsExactly(0, 25, 50, 75);
    }

    static IntStream seeds() {
        return IntStream.range(0, 100);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void noClassHasTwoMoreThanAnotherThatHasSomeLeft(int seed) {
        Predictions predictions = RandomPredictions.of(new Random(seed));
        int[] labels = predictions.labels();
        int most = 1 + new Random(seed).nextInt(labels.length);
        int[] sample = BalancedSample.of(labels, predictions.classCount(), most);

        assertThat(sample).hasSize(most).isSorted().doesNotHaveDuplicates();
        int[] taken = new int[predictions.classCount()];
        int[] all = new int[predictions.classCount()];
        Arrays.stream(sample).forEach(position -> taken[labels[position]]++);
        Arrays.stream(labels).forEach(label -> all[label]++);
        int largest = Arrays.stream(taken).max().orElseThrow();
        for (int label = 0; label < taken.length; label++) {
            assertThat(taken[label]).isGreaterThanOrEqualTo(Math.min(all[label], largest - 1));
        }
    }
}
