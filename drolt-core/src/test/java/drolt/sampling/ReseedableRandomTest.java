package drolt.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReseedableRandomTest {
    @Test
    void theStreamsAreTheSameForever() { // computed outside Java; results of old runs hang on them
        ReseedableRandom random = new ReseedableRandom(1, 2, 3);
        assertThat(new long[] {random.nextLong(), random.nextLong()})
                .containsExactly(-4635159826803457393L, 9152601669076045809L);
        assertThat(new int[] {random.nextInt(10), random.nextInt(1000), random.nextInt(Integer.MAX_VALUE)})
                .containsExactly(3, 980, 1251002617);
        assertThat(random.nextDouble()).isEqualTo(0.6185594245575543);
    }

    @Test
    void reseedingStartsTheStreamAnew() {
        ReseedableRandom random = new ReseedableRandom(5, 6, 7);
        long first = random.nextLong();
        random.nextLong();
        random.reseed(5, 6, 7);
        assertThat(random.nextLong()).isEqualTo(first);
    }

    @Test
    void neighbouringSeedsEpochsAndPositionsShareNothing() {
        Set<Long> seen = new HashSet<>();
        for (int seed = 0; seed < 20; seed++) {
            for (int epoch = 0; epoch < 20; epoch++) {
                for (int position = -1; position < 199; position++) {
                    seen.add(new ReseedableRandom(seed, epoch, position).nextLong());
                }
            }
        }
        assertThat(seen).hasSize(20 * 20 * 200);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 25, 32, 100})
    void boundedDrawsAreUniformAlsoAcrossStreams(int bound) {
        int[] counts = new int[bound];
        ReseedableRandom random = new ReseedableRandom(0, 0, 0);
        for (int position = 0; position < 20_000; position++) {
            random.reseed(3, 1, position);
            counts[random.nextInt(bound)]++;
        }
        Frequencies.assertUniform(counts);
    }

    @Test
    void largeBoundsAreNotBiased() { // 3 * 2^29: the bias of a plain remainder would be a third
        int[] counts = new int[3];
        ReseedableRandom random = new ReseedableRandom(9, 0, 0);
        for (int draw = 0; draw < 30_000; draw++) {
            counts[random.nextInt(3 << 29) >>> 29]++;
        }
        Frequencies.assertUniform(counts);
    }

    @Test
    void doublesFillTheUnitIntervalEvenly() {
        int[] counts = new int[50];
        ReseedableRandom random = new ReseedableRandom(4, 0, 0);
        for (int draw = 0; draw < 50_000; draw++) {
            counts[(int) (random.nextDouble() * 50)]++;
        }
        Frequencies.assertUniform(counts);
    }

    @Test
    void everyOrderIsEquallyLikelyAfterAShuffle() {
        int[] counts = new int[27];
        ReseedableRandom random = new ReseedableRandom(2, 0, 0);
        for (int draw = 0; draw < 30_000; draw++) {
            int[] order = {0, 1, 2};
            random.shuffle(order);
            counts[9 * order[0] + 3 * order[1] + order[2]]++;
        }
        Frequencies.assertUniform(counts[5], counts[7], counts[11], counts[15], counts[19], counts[21]);
    }

    @Test
    void aBoundBelowOneIsRefused() {
        assertThatThrownBy(() -> new ReseedableRandom(0, 0, 0).nextInt(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
