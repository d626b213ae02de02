package drolt.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import drolt.configuration.InvalidValueException;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValidationSplitTest {
    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void splitIsAStratifiedPartitionThatEmptiesNoClass(long seed) {
        Random random = new Random(seed);
        ImageDataset all = RandomImages.longTailed(random, 1 + random.nextInt(12), random.nextInt(200));
        double share = random.nextDouble();

        ValidationSplit split = ValidationSplit.of(all, share, seed);

        int[] train = indices(split.train());
        int[] validation = indices(split.validation());
        assertThat(train).isSorted();
        assertThat(validation).isSorted();
        assertThat(IntStream.concat(Arrays.stream(train), Arrays.stream(validation))
                        .sorted())
                .containsExactly(IntStream.range(0, all.size()).boxed().toArray(Integer[]::new));
        ClassCounts before = ClassCounts.of(all);
        ClassCounts kept = ClassCounts.of(split.train());
        ClassCounts held = ClassCounts.of(split.validation());
        for (int label = 0; label < all.classCount(); label++) {
            int expected = (int) Math.floor(share * before.of(label) + 0.5);
            assertThat(held.of(label)).isEqualTo(Math.max(0, Math.min(expected, before.of(label) - 1)));
            assertThat(kept.of(label) + held.of(label)).isEqualTo(before.of(label));
        }
        assertThat(indices(ValidationSplit.of(all, share, seed).validation())).containsExactly(validation);
    }

    @Test
    void eachImageIsHeldAboutAsOftenAsTheShareSays() {
        ImageDataset all = RandomImages.of(2, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
        int[] held = new int[all.size()];
        for (int seed = 0; seed < 2000; seed++) {
            for (int index : indices(ValidationSplit.of(all, 0.4, seed).validation())) {
                held[index]++;
            }
        }
        for (int count : held) {
            assertThat(count / 2000.0).isBetween(0.35, 0.45); // 4.5 standard deviations
        }
    }

    @Test
    void shareZeroLeavesTheDataSetItself() {
        ImageDataset all = RandomImages.of(2, 0, 1, 1);

        ValidationSplit split = ValidationSplit.of(all, 0, 5);

        assertThat(split.train()).isSameAs(all);
        assertThat(split.validation().size()).isZero();
        assertThat(split.validation().classNames()).isEqualTo(all.classNames());
    }

    @Test
    void drawIsTheSameOnEveryMachine() {
        ImageDataset all =
                RandomImages.of(2, IntStream.range(0, 20).map(i -> i % 2).toArray());

        assertThat(indices(ValidationSplit.of(all, 0.3, 42).validation())).containsExactly(0, 3, 8, 9, 14, 19);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.01, 1, Double.NaN, Double.POSITIVE_INFINITY})
    void sharesOutsideTheRangeAreRefused(double share) {
        ImageDataset all = RandomImages.of(1, 0, 0);
        assertThatThrownBy(() -> ValidationSplit.of(all, share, 0)).isInstanceOf(InvalidValueException.class);
    }

    private static int[] indices(ImageDataset part) {
        return part instanceof SubsetDataset subset
                ? subset.indices()
                : IntStream.range(0, part.size()).toArray();
    }
}
