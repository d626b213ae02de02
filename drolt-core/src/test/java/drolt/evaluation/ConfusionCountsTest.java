package drolt.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConfusionCountsTest {
    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void agreesWithAFullTable(long seed) {
        Predictions predictions = RandomPredictions.of(new Random(seed));
        int classCount = predictions.classCount();
        int[][] table = new int[classCount][classCount];
        for (int i = 0; i < predictions.size(); i++) {
            table[predictions.labels()[i]][predictions.predicted()[i]]++;
        }

        ConfusionCounts confusion = ConfusionCounts.of(predictions);

        int entries = 0;
        for (int label = 0; label < classCount; label++) {
            int row = 0;
            int column = 0;
            int worst = -1;
            for (int other = 0; other < classCount; other++) {
                assertThat(confusion.count(label, other)).isEqualTo(table[label][other]);
                row += table[label][other];
                column += table[other][label];
                entries += table[label][other] > 0 ? 1 : 0;
                if (other != label
                        && table[label][other] > 0
                        && (worst < 0 || table[label][other] > table[label][worst])) {
                    worst = other;
                }
            }
            assertThat(confusion.labelTotal(label)).isEqualTo(row);
            assertThat(confusion.predictedTotal(label)).isEqualTo(column);
            assertThat(confusion.recall(label)).isEqualTo(share(table[label][label], row));
            assertThat(confusion.precision(label)).isEqualTo(share(table[label][label], column));
            assertThat(confusion.mostFrequentConfusion(label))
                    .isEqualTo(
                            worst < 0
                                    ? Optional.empty()
                                    : Optional.of(new ConfusionCounts.Entry(label, worst, table[label][worst])));
        }
        assertThat(confusion.entries())
                .hasSize(entries)
                .allMatch(entry -> entry.count() == table[entry.label()][entry.predicted()]);
    }

    private static OptionalDouble share(int part, int whole) {
        return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
    }

    @Test
    void ofEquallyFrequentConfusionsTheLowestLabelIsNamed() {
        ConfusionCounts confusion =
                ConfusionCounts.of(RandomPredictions.of(4, new int[] {2, 2, 2, 2, 2}, new int[] {3, 0, 3, 0, 2}));
        assertThat(confusion.mostFrequentConfusion(2)).contains(new ConfusionCounts.Entry(2, 0, 2));
        assertThat(confusion.mostFrequentConfusion(1)).isEmpty();
        assertThat(confusion.recall(1)).isEmpty();
        assertThat(confusion.precision(1)).isEmpty();
    }

    @Test
    void memoryGrowsWithSamplesNotWithTheSquareOfTheClasses() {
        // A full table would need 40 GB.
        ConfusionCounts confusion =
                ConfusionCounts.of(RandomPredictions.of(100_000, new int[] {99_999, 7}, new int[] {99_998, 7}));
        assertThat(confusion.count(99_999, 99_998)).isEqualTo(1);
        assertThat(confusion.mostFrequentConfusion(99_999)).contains(new ConfusionCounts.Entry(99_999, 99_998, 1));
    }

    @Test
    void labelsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> ConfusionCounts.of(RandomPredictions.of(2, new int[] {-1}, new int[] {0})))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("label -1");
    }
}
