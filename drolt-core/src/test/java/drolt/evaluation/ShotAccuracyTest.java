package drolt.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import drolt.data.ClassCounts;
import drolt.data.Shot;
import drolt.data.ShotLimits;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShotAccuracyTest {
    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @Test
    void byHand() {
        // Training images 500, 101, 100, 20, 19, 0: many 0 and 1, medium 2 and 3, few 4 and 5.
        ClassCounts counts = ClassCounts.of(500, 101, 100, 20, 19, 0);
        Predictions predictions = RandomPredictions.of(
                6, new int[] {0, 0, 0, 0, 1, 2, 2, 4, 5, 5}, new int[] {0, 0, 0, 1, 1, 2, 0, 4, 0, 0});

        ShotAccuracy accuracy = ShotAccuracy.of(predictions, counts, ShotLimits.PAPER);

        assertThat(accuracy.accuracy()).isEqualTo(0.6);
        assertThat(accuracy.many()).hasValue(0.8); // 4 of 5 samples, not the class mean 7/8
        assertThat(accuracy.medium()).hasValue(0.5);
        assertThat(accuracy.few()).hasValueCloseTo(1 / 3.0, within(1e-15));
        assertThat(accuracy.classMean()).isEqualTo((0.75 + 1 + 0.5 + 1 + 0) / 5, within(1e-15));
        assertThat(accuracy.trainingDistribution())
                .hasValueCloseTo((500 * 0.75 + 101 + 50 + 19) / (500 + 101 + 100 + 19.0), within(1e-15));
        assertThat(accuracy.perClass())
                .containsExactly(
                        OptionalDouble.of(0.75),
                        OptionalDouble.of(1),
                        OptionalDouble.of(0.5),
                        OptionalDouble.empty(), // not in the test set
                        OptionalDouble.of(1),
                        OptionalDouble.of(0));
    }

    @Test
    void aGroupWithoutClassesHasNoAccuracy() {
        Predictions predictions = RandomPredictions.of(2, new int[] {0, 1}, new int[] {0, 0});
        ShotAccuracy accuracy = ShotAccuracy.of(predictions, ClassCounts.of(5000, 50), ShotLimits.PAPER);
        assertThat(accuracy.few()).isEmpty();
        assertThat(accuracy.of(Shot.FEW)).isEmpty();
        assertThat(accuracy.of(Shot.MANY)).hasValue(1);
        assertThat(accuracy.of(Shot.MEDIUM)).hasValue(0);
    }

    @Test
    void theLimitsDecideTheGroup() {
        Predictions predictions = RandomPredictions.of(2, new int[] {0, 1}, new int[] {0, 0});
        ShotAccuracy accuracy = ShotAccuracy.of(predictions, ClassCounts.of(30, 5), new ShotLimits(20, 10));
        assertThat(accuracy.many()).hasValue(1);
        assertThat(accuracy.medium()).isEmpty();
        assertThat(accuracy.few()).hasValue(0);
    }

    @Test
    void oneClassIsEnough() {
        Predictions predictions = RandomPredictions.of(1, new int[] {0, 0}, new int[] {0, 0});
        ShotAccuracy accuracy = ShotAccuracy.of(predictions, ClassCounts.of(new int[] {7}), ShotLimits.PAPER);
        assertThat(accuracy.accuracy()).isEqualTo(1);
        assertThat(accuracy.classMean()).isEqualTo(1);
    }

    @Test
    void testClassesThatTrainingNeverSawHaveNoTrainingDistribution() {
        Predictions predictions = RandomPredictions.of(2, new int[] {1}, new int[] {1});
        assertThat(ShotAccuracy.of(predictions, ClassCounts.of(7, 0), ShotLimits.PAPER)
                        .trainingDistribution())
                .isEmpty();
    }

    @Test
    void nothingToEvaluateAndWrongSizesAreRefused() {
        Predictions none = RandomPredictions.of(2, new int[0], new int[0]);
        assertThatThrownBy(() -> ShotAccuracy.of(none, ClassCounts.of(1, 1), ShotLimits.PAPER))
                .isInstanceOf(IllegalArgumentException.class);
        Predictions one = RandomPredictions.of(2, new int[1], new int[1]);
        assertThatThrownBy(() -> ShotAccuracy.of(one, ClassCounts.of(new int[] {1}), ShotLimits.PAPER))
                .hasMessageContaining("2 classes against a training set of 1");
        Predictions outside = RandomPredictions.of(2, new int[1], new int[] {2});
        assertThatThrownBy(() -> ShotAccuracy.of(outside, ClassCounts.of(1, 1), ShotLimits.PAPER))
                .hasMessageContaining("label 2 among 2 classes");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void agreesWithCountingSampleBySample(long seed) {
        Random random = new Random(seed);
        Predictions predictions = RandomPredictions.of(random);
        int[] counts = random.ints(predictions.classCount(), 0, 200).toArray();
        ShotAccuracy accuracy = ShotAccuracy.of(predictions, ClassCounts.of(counts), ShotLimits.PAPER);

        for (Shot shot : Shot.values()) {
            double samples = 0;
            double correct = 0;
            for (int i = 0; i < predictions.size(); i++) {
                if (ShotLimits.PAPER.of(counts[predictions.labels()[i]]) == shot) {
                    samples++;
                    correct += predictions.labels()[i] == predictions.predicted()[i] ? 1 : 0;
                }
            }
            assertThat(accuracy.of(shot))
                    .isEqualTo(samples == 0 ? OptionalDouble.empty() : OptionalDouble.of(correct / samples));
        }
        double weighted = 0;
        double weights = 0;
        double sum = 0;
        int classes = 0;
        for (int label = 0; label < predictions.classCount(); label++) {
            OptionalDouble recall = accuracy.perClass().get(label);
            if (recall.isPresent()) {
                sum += recall.getAsDouble();
                classes++;
                weighted += counts[label] * recall.getAsDouble();
                weights += counts[label];
            }
        }
        assertThat(accuracy.classMean()).isCloseTo(sum / classes, within(1e-12));
        if (weights > 0) {
            assertThat(accuracy.trainingDistribution()).hasValueCloseTo(weighted / weights, within(1e-12));
        }
    }
}
