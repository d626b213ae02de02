package drolt.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Expected values were printed by numpy 2.4.6: {@code RandomState(seed)}, {@code randint(0, 2**32)}, {@code shuffle}. */
class NumpyLegacyRandomTest {
    @ParameterizedTest(name = "seed {0}")
    @CsvSource({
        "0, 2357136044, 2546248239, 3791854820, 341544762, 387547707",
        "1, 1791095845, 4282876139, 2006116153, 1104314680, 2604647584",
        "5489, 3499211612, 581869302, 4020325887, 4178893912, 3163125263",
        "4294967295, 419326371, 479346978, 1027084080, 3860652269, 319045431"
    })
    void streamIsNumpys(long seed, long draw0, long draw1, long draw623, long draw624, long draw1299) {
        NumpyLegacyRandom random = new NumpyLegacyRandom(seed);
        long[] draws = IntStream.range(0, 1300)
                .mapToLong(draw -> Integer.toUnsignedLong(random.nextInt()))
                .toArray();

        assertThat(new long[] {draws[0], draws[1], draws[623], draws[624], draws[1299]})
                .containsExactly(draw0, draw1, draw623, draw624, draw1299);
    }

    @Test
    void shuffleIsNumpys() {
        assertThat(shuffled(new NumpyLegacyRandom(0), 10)).containsExactly(2, 8, 4, 9, 1, 6, 7, 3, 0, 5);
        assertThat(shuffled(new NumpyLegacyRandom(7), 17))
                .containsExactly(13, 11, 16, 8, 5, 2, 1, 0, 14, 10, 7, 12, 3, 6, 9, 4, 15);
        assertThat(shuffled(new NumpyLegacyRandom(123456789), 33))
                .containsExactly(
                        10, 16, 6, 21, 17, 9, 22, 2, 27, 8, 23, 1, 31, 5, 32, 11, 30, 14, 24, 3, 0, 20, 13, 19, 15, 4,
                        29, 7, 12, 26, 25, 18, 28);
    }

    @Test
    void longShufflesFollowOneAnotherInOneStream() {
        NumpyLegacyRandom random = new NumpyLegacyRandom(3);
        int[] first = shuffled(random, 5000);
        int[] second = shuffled(random, 257);

        long mixed = 0;
        for (int index = 0; index < first.length; index++) {
            mixed += (long) index * first[index];
        }
        assertThat(mixed).isEqualTo(31272198184L);
        assertThat(first).startsWith(2584, 4338, 4556, 3438, 737);
        assertThat(second).startsWith(93, 26, 84, 48, 3, 204, 114, 82);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 4294967296L})
    void seedsThatNumpyRefusesAreRefused(long seed) {
        assertThatIllegalArgumentException().isThrownBy(() -> new NumpyLegacyRandom(seed));
    }

    private static int[] shuffled(NumpyLegacyRandom random, int length) {
        int[] values = IntStream.range(0, length).toArray();
        random.shuffle(values);
        return values;
    }
}
