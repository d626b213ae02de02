package drolt.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the chances of the classes move, and in which order a class's images come. */
class ProgressiveSamplerTest {
    private static final int[] LABELS = SamplerContractTest.labels();
    private static final int[] PRESENT = {0, 2, 3, 4, 6};
    private static final int[] COUNTS = {40, 20, 9, 3, 1}; // of those
    private static final int TOTAL = 73;

    private static Sampler sampler(boolean startsNatural, Integer draws, int epochs, long seed) {
        return new ProgressiveSamplerConfig(startsNatural, draws).build(new SamplerContext(LABELS, 7, epochs, seed));
    }

    private static int[] classes(int[] drawn) {
        return Arrays.stream(PRESENT)
                .map(label -> (int)
                        Arrays.stream(drawn).filter(at -> LABELS[at] == label).count())
                .toArray();
    }

    private static double[] shares(double t) {
        return Arrays.stream(COUNTS)
                .mapToDouble(count -> (1 - t) * count / TOTAL + t / PRESENT.length)
                .toArray();
    }

    @ParameterizedTest(name = "seed {0}, starts natural {1}")
    @CsvSource({"1, true", "2, true", "3, true", "1, false", "2, false", "3, false"})
    void classesComeAsOftenAsTheShareOfTheWaySays(long seed, boolean startsNatural) {
        int epochs = 5;
        Sampler sampler = sampler(startsNatural, 20_000, epochs, seed);
        double[] kang = {0, 0.25, 0.5, 0.75, 1};
        double[] bagOfTricks = {0.2, 0.4, 0.6, 0.8, 1};
        for (int epoch = 0; epoch < epochs; epoch++) {
            double t = (startsNatural ? kang : bagOfTricks)[epoch];
            Frequencies.assertShares(classes(sampler.draw(epoch)), shares(t));
        }
    }

    @Test
    void aStageOfOneEpochIsNaturalOrBalanced() {
        Frequencies.assertShares(classes(sampler(true, 20_000, 1, 4).draw(0)), shares(0));
        Frequencies.assertShares(classes(sampler(false, 20_000, 1, 4).draw(0)), shares(1));
    }

    @ParameterizedTest(name = "{0} draws")
    @ValueSource(ints = {5, 73, 200})
    void everyRoundOfAClassHoldsEachImageOnceAlsoAcrossEpochs(int draws) {
        int epochs = 60;
        Sampler sampler = sampler(true, draws, epochs, 5);
        int[] all = IntStream.range(0, epochs)
                .flatMap(epoch -> Arrays.stream(sampler.draw(epoch)))
                .toArray();
        for (int present = 0; present < PRESENT.length; present++) {
            int label = PRESENT[present];
            int count = COUNTS[present];
            int[] images = Arrays.stream(all).filter(at -> LABELS[at] == label).toArray();
            assertThat(images.length).isGreaterThan(2 * count);
            for (int first = 0; first + count <= images.length; first += count) {
                assertThat(Arrays.stream(images, first, first + count)
                                .distinct()
                                .count())
                        .isEqualTo(count);
            }
        }
    }

    @Test
    void theImagesOfAClassComeInAnotherOrderEachRound() {
        Sampler sampler = sampler(true, 400, 3, 6);
        int[] head =
                Arrays.stream(sampler.draw(0)).filter(at -> LABELS[at] == 0).toArray();
        assertThat(Arrays.copyOfRange(head, 0, 40)).isNotEqualTo(Arrays.copyOfRange(head, 40, 80));
    }
}
