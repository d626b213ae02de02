package drolt.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassAwareSamplerTest {
    private static final int EPOCHS = 200;
    private static final int[] LABELS = SamplerContractTest.labels(); // 5 classes present: 40, 20, 9, 3, 1 images
    private static final int PRESENT = 5;

    /** The classes and images of many epochs, run by run; the last run of an epoch may be short. */
    private static List<int[]> runs(int perClass, Integer draws, int epochs) {
        Sampler sampler = new ClassAwareSamplerConfig(perClass, draws).build(new SamplerContext(LABELS, 7, EPOCHS, 23));
        List<int[]> runs = new ArrayList<>();
        for (int epoch = 0; epoch < epochs; epoch++) {
            int[] drawn = sampler.draw(epoch);
            for (int start = 0; start < drawn.length; start += perClass) {
                runs.add(Arrays.copyOfRange(drawn, start, Math.min(drawn.length, start + perClass)));
            }
        }
        return runs;
    }

    @ParameterizedTest(name = "{0} per class, {1} draws")
    @CsvSource({"4, 200", "4, 64", "4, 18", "4, 3", "1, 13", "3, 50", "50, 120"})
    void runsAreOfOneClassAndEveryRoundHoldsEachClassOnceAlsoAcrossEpochs(int perClass, int draws) {
        List<int[]> runs = runs(perClass, draws, 20);
        for (int[] run : runs) {
            assertThat(Arrays.stream(run).map(at -> LABELS[at]).distinct().count())
                    .isEqualTo(1);
        }
        for (int first = 0; first + PRESENT <= runs.size(); first += PRESENT) {
            HashSet<Integer> round = new HashSet<>();
            runs.subList(first, first + PRESENT).forEach(run -> round.add(LABELS[run[0]]));
            assertThat(round).hasSize(PRESENT);
        }
    }

    @ParameterizedTest(name = "{0} per class, {1} draws")
    @CsvSource({"4, 200", "4, 64", "1, 13", "3, 51", "50, 150"})
    void everyRoundOfAClassHoldsEachImageOnceAlsoAcrossEpochs(int perClass, int draws) {
        List<int[]> runs = runs(perClass, draws, 40);
        for (int label : new int[] {0, 2, 3, 4, 6}) {
            int[] images = runs.stream()
                    .flatMapToInt(Arrays::stream)
                    .filter(at -> LABELS[at] == label)
                    .toArray();
            int count = (int) Arrays.stream(LABELS).filter(it -> it == label).count();
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
    void imagesCutOffAtAnEpochsEndCountAsTaken() { // epochs of 6: a run of 4, then 2 of 4; both classes have 8 images
        int[] labels = IntStream.range(0, 16).map(at -> at % 2).toArray();
        Sampler cut = new ClassAwareSamplerConfig(4, 6).build(new SamplerContext(labels, 2, EPOCHS, 3));
        Sampler whole = new ClassAwareSamplerConfig(4, 8).build(new SamplerContext(labels, 2, EPOCHS, 3));
        for (int epoch = 0; epoch < 10; epoch++) {
            assertThat(cut.draw(epoch)).isEqualTo(Arrays.copyOf(whole.draw(epoch), 6));
        }
    }

    @Test
    void aListIsShuffledAnewWhenItIsExhausted() {
        int[] labels = new int[8];
        Sampler sampler = new ClassAwareSamplerConfig(4, 8).build(new SamplerContext(labels, 1, EPOCHS, 3));
        HashSet<List<Integer>> orders = new HashSet<>();
        for (int epoch = 0; epoch < 100; epoch++) {
            orders.add(Arrays.stream(sampler.draw(epoch)).boxed().toList());
        }
        assertThat(orders).hasSizeGreaterThan(95);
    }

    @Test
    void theStandardEpochShowsEachClassAsOftenAsTheLargestHasImages() { // 40 * 5, whole rounds of 20
        int[] counts = new int[7];
        int[] drawn = new ClassAwareSamplerConfig(4, null)
                .build(new SamplerContext(LABELS, 7, EPOCHS, 2))
                .draw(3);
        Arrays.stream(drawn).forEach(at -> counts[LABELS[at]]++);
        assertThat(counts).containsExactly(40, 0, 40, 40, 40, 0, 40);
    }

    @Test
    void aLateEpochCostsNoMoreThanAnEarlyOne() {
        Sampler sampler = new ClassAwareSamplerConfig(4, 20_000).build(new SamplerContext(LABELS, 7, EPOCHS, 2));
        assertThat(sampler.draw(1_000_000_000)).hasSize(20_000); // replaying would take hours
    }
}
