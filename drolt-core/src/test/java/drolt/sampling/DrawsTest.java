package drolt.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import drolt.configuration.InvalidValueException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DrawsTest {
    @Test
    void anEpochHasAtLeastOneDraw() {
        List<Function<Integer, SamplerConfig>> kinds = List.of(
                draws -> new ClassAwareSamplerConfig(4, draws),
                draws -> new SquareRootSamplerConfig(0.5, draws),
                draws -> new EffectiveNumberSamplerConfig(0.99, draws));
        for (Function<Integer, SamplerConfig> kind : kinds) {
            assertThat(kind.apply(1)
                            .build(new SamplerContext(new int[] {0, 1}, 2, 1, 1))
                            .draw(0))
                    .hasSize(1);
            assertThatThrownBy(() -> kind.apply(0)).isInstanceOf(InvalidValueException.class);
        }
    }

    /** 2^32 is 8/3 of the bound: without rejection three of eight draws would leave 0, three 1 and two 2 modulo 3. */
    @Test
    void boundsNearTheRangeOfTheGeneratorAreUniformToo() {
        int bound = 3 << 29;
        ReseedableRandom random = new ReseedableRandom(1, 2, 3);
        int[] remainders = new int[3];
        int draws = 300_000;
        for (int i = 0; i < draws; i++) {
            remainders[random.nextInt(bound) % 3]++;
        }
        for (int remainder : remainders) {
            assertThat(remainder / (double) draws).isCloseTo(1 / 3.0, within(0.005));
        }
    }

    @Test
    void everySeedShufflesItsOwnWay() {
        Set<List<Integer>> orders = new HashSet<>();
        for (long seed = 0; seed < 256; seed++) {
            CyclicList list = new CyclicList(IntStream.range(0, 40).toArray(), seed, CyclicList.ALL);
            orders.add(IntStream.range(0, 40).mapToObj(i -> list.next()).toList());
        }
        assertThat(orders).hasSize(256);
    }

    @Test
    void theSmallestConcentrationIsAllowed() {
        assertThat(new SymmetricBeta(0.001).draw(new ReseedableRandom(1, 1, 1))).isBetween(0.0, 1.0);
        assertThatThrownBy(() -> new SymmetricBeta(0.000999)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SymmetricBeta(Double.POSITIVE_INFINITY))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
