package drolt.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import drolt.configuration.InvalidValueException;
import drolt.data.ClassCounts;
import drolt.evaluation.Predictions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PredictionSetsTest {
    private static final int CASES = 300;

    /**
     * A network's word on images of a long tail: the rarer a class, the worse is it known.
     *
     * @param losses [N][C]
     */
    private record Case(int[] labels, float[][] losses, int[] training) {
        static Case random(Random random, int classes, int images) {
            int[] training = random.ints(1, 1000).distinct().limit(classes).toArray();
            double total = Arrays.stream(training).sum();
            int[] labels = new int[images];
            float[][] losses = new float[images][];
            for (int image = 0; image < images; image++) {
                double at = random.nextDouble() * total;
                while (at >= training[labels[image]] && labels[image] < classes - 1) {
                    at -= training[labels[image]++];
                }
                losses[image] = losses(random, labels[image], Math.log(1 + training[labels[image]]) / 2, classes);
            }
            return new Case(labels, losses, training);
        }

        /** A softmax of random logits, rounded so that equal scores occur. */
        private static float[] losses(Random random, int label, double knowledge, int classes) {
            double[] logits = random.doubles(classes, -1, 1).toArray();
            logits[label] += knowledge * random.nextDouble();
            double sum = Arrays.stream(logits).map(Math::exp).sum();
            float[] losses = new float[classes];
            for (int k = 0; k < classes; k++) {
                losses[k] = Math.round(32 * (Math.log(sum) - logits[k])) / 32f;
            }
            return losses;
        }

        Predictions predictions() {
            int size = labels.length;
            float[] ofTruth = new float[size];
            for (int i = 0; i < size; i++) {
                ofTruth[i] = losses[i][labels[i]];
            }
            return new Predictions(labels, new int[size], new float[size], ofTruth, training.length);
        }

        PredictionSets sets(double coverage, CoveragePromise promise) {
            return PredictionSets.calibrated(predictions(), ClassCounts.of(training), coverage, promise);
        }

        int[] images() {
            int[] images = new int[training.length];
            Arrays.stream(labels).forEach(label -> images[label]++);
            return images;
        }

        Case without(int left) {
            int[] rest =
                    IntStream.range(0, labels.length).filter(i -> i != left).toArray();
            return new Case(
                    Arrays.stream(rest).map(i -> labels[i]).toArray(),
                    Arrays.stream(rest).mapToObj(i -> losses[i]).toArray(float[][]::new),
                    training);
        }
    }

    /** By counting instead of sorting: a class is in where so few of the scores lie below its own. */
    @ParameterizedTest
    @EnumSource(CoveragePromise.class)
    void aClassIsInWhereFewEnoughScoresOfItsPoolLieBelowIts(CoveragePromise promise) {
        for (int seed = 0; seed < CASES; seed++) {
            Random random = new Random(seed);
            Case of = Case.random(random, 2 + random.nextInt(12), random.nextInt(300));
            double coverage = 0.5 + 0.49 * random.nextDouble();
            PredictionSets sets = of.sets(coverage, promise);
            int[] pools = promise.pools(of.images(), of.training);
            Case other = Case.random(random, of.training.length, 5);
            for (float[] losses : other.losses) {
                List<Integer> expected = new ArrayList<>();
                for (int label = 0; label < losses.length; label++) {
                    int pool = pools[label];
                    float score = losses[label];
                    long size = IntStream.range(0, of.labels.length)
                            .filter(i -> pools[of.labels[i]] == pool)
                            .count();
                    long below = IntStream.range(0, of.labels.length)
                            .filter(i -> pools[of.labels[i]] == pool && of.losses[i][of.labels[i]] < score)
                            .count();
                    long needed = (long) Math.ceil((size + 1) * coverage);
                    boolean isBest = IntStream.range(0, losses.length).allMatch(k -> losses[k] >= score)
                            && expectedBest(losses) == label;
                    if (needed > size || below < needed || isBest) {
                        expected.add(label);
                    }
                }
                expected.sort((one, two) -> Float.compare(losses[one], losses[two]));
                assertThat(sets.of(losses)).as("seed %d", seed).containsExactly(ints(expected));
            }
        }
    }

    private static int expectedBest(float[] losses) {
        int best = 0;
        for (int k = 0; k < losses.length; k++) {
            best = losses[k] < losses[best] ? k : best;
        }
        return best;
    }

    private static int[] ints(List<Integer> values) {
        return values.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Whichever of n + 1 exchangeable images comes last; no chance is left in this. */
    @Test
    void overAllOrdersOfExchangeableImagesTheMarginalPromiseHolds() {
        for (int seed = 0; seed < CASES; seed++) {
            Random random = new Random(seed);
            Case of = Case.random(random, 2 + random.nextInt(8), 2 + random.nextInt(60));
            double coverage = 0.3 + 0.69 * random.nextDouble();
            int covered = 0;
            for (int last = 0; last < of.labels.length; last++) {
                covered += covers(of, last, coverage, CoveragePromise.MARGINAL) ? 1 : 0;
            }
            assertThat(covered / (double) of.labels.length).as("seed %d", seed).isGreaterThanOrEqualTo(coverage);
        }
    }

    @Test
    void overAllOrdersOfExchangeableImagesTheClasswisePromiseHoldsForEveryClass() {
        for (int seed = 0; seed < CASES; seed++) {
            Random random = new Random(seed);
            Case of = Case.random(random, 2 + random.nextInt(5), 2 + random.nextInt(60));
            double coverage = 0.3 + 0.69 * random.nextDouble();
            int[] covered = new int[of.training.length];
            for (int last = 0; last < of.labels.length; last++) {
                covered[of.labels[last]] += covers(of, last, coverage, CoveragePromise.CLASSWISE) ? 1 : 0;
            }
            int[] images = of.images();
            for (int label = 0; label < covered.length; label++) {
                assertThat(covered[label]).as("seed %d, class %d", seed, label).isGreaterThanOrEqualTo((int)
                        Math.ceil(images[label] * coverage));
            }
        }
    }

    private static boolean covers(Case of, int last, double coverage, CoveragePromise promise) {
        int[] set = of.without(last).sets(coverage, promise).of(of.losses[last]);
        return Arrays.stream(set).anyMatch(label -> label == of.labels[last]);
    }

    /**
     * The images of each class are drawn anew, their numbers stay, as in a stratified split; a new image's class is drawn
     * by these numbers within a pool.
     */
    @Test
    void thePooledPromiseHoldsForThePoolOfTheRareClassesWhereTheMarginalDoesNot() {
        int draws = 3000;
        double coverage = 0.9;
        Random random = new Random(5);
        int[] training = {900, 800, 60, 31, 20, 12, 7, 5, 3, 2};
        int[] images = {90, 80, 60, 20, 15, 9, 6, 2, 1, 0};
        int[] pools = CoveragePromise.POOLED.pools(images, training);
        assertThat(pools).containsExactly(0, 1, 2, 3, 3, 3, 3, 3, 3, 3);
        int[] covered = new int[2];
        for (int draw = 0; draw < draws; draw++) {
            int[] labels = IntStream.range(0, images.length)
                    .flatMap(label -> IntStream.generate(() -> label).limit(images[label]))
                    .toArray();
            float[][] losses = new float[labels.length][];
            for (int i = 0; i < labels.length; i++) {
                losses[i] = Case.losses(random, labels[i], Math.log(training[labels[i]]), images.length);
            }
            Case of = new Case(labels, losses, training);
            int at = IntStream.range(0, 3).map(label -> images[label]).sum();
            int label = labels[at + random.nextInt(labels.length - at)];
            float[] fresh = Case.losses(random, label, Math.log(training[label]), images.length);
            List<CoveragePromise> promises = List.of(CoveragePromise.POOLED, CoveragePromise.MARGINAL);
            for (int i = 0; i < 2; i++) {
                boolean covers = Arrays.stream(
                                of.sets(coverage, promises.get(i)).of(fresh))
                        .anyMatch(k -> k == label);
                covered[i] += covers ? 1 : 0;
            }
        }
        double error = Math.sqrt(coverage * (1 - coverage) / draws);
        assertThat(covered[0] / (double) draws).isBetween(coverage - 2.5 * error, coverage + 0.04);
        assertThat(covered[1] / (double) draws).isLessThan(coverage - 10 * error);
    }

    @ParameterizedTest
    @EnumSource(CoveragePromise.class)
    void setsGrowWithCoverage(CoveragePromise promise) {
        for (int seed = 0; seed < CASES; seed++) {
            Random random = new Random(seed);
            Case of = Case.random(random, 2 + random.nextInt(10), random.nextInt(400));
            double low = 0.05 + 0.9 * random.nextDouble();
            double high = low + (0.999 - low) * random.nextDouble();
            for (float[] losses : Case.random(random, of.training.length, 10).losses) {
                assertThat(IntStream.of(of.sets(high, promise).of(losses)).boxed())
                        .as("seed %d", seed)
                        .containsAll(IntStream.of(of.sets(low, promise).of(losses))
                                .boxed()
                                .toList());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(CoveragePromise.class)
    void otherNumbersOfTheClassesChangeNothing(CoveragePromise promise) {
        for (int seed = 0; seed < CASES; seed++) {
            Random random = new Random(seed);
            int classes = 2 + random.nextInt(10);
            Case of = Case.random(random, classes, random.nextInt(300));
            List<Integer> order =
                    new ArrayList<>(IntStream.range(0, classes).boxed().toList());
            Collections.shuffle(order, random);
            int[] renamed = new int[classes]; // label before to label after
            IntStream.range(0, classes).forEach(after -> renamed[order.get(after)] = after);
            Case other = new Case(
                    Arrays.stream(of.labels).map(label -> renamed[label]).toArray(),
                    Arrays.stream(of.losses).map(row -> permuted(row, order)).toArray(float[][]::new),
                    order.stream().mapToInt(label -> of.training[label]).toArray());
            for (float[] losses : Case.random(random, classes, 10).losses) {
                for (int k = 0; k < classes; k++) {
                    losses[k] += k * 1e-4f; // no ties, which go by label
                }
                assertThat(other.sets(0.8, promise).of(permuted(losses, order)))
                        .as("seed %d", seed)
                        .containsExactly(Arrays.stream(of.sets(0.8, promise).of(losses))
                                .map(label -> renamed[label])
                                .toArray());
            }
        }
    }

    private static float[] permuted(float[] row, List<Integer> order) {
        float[] permuted = new float[row.length];
        IntStream.range(0, row.length).forEach(after -> permuted[after] = row[order.get(after)]);
        return permuted;
    }

    @Test
    void everyPoolHasEnoughImagesAndHoldsNeighboursByFrequency() {
        for (int seed = 0; seed < CASES; seed++) {
            Random random = new Random(seed);
            Case of = Case.random(random, 2 + random.nextInt(40), random.nextInt(2000));
            int[] images = of.images();
            int[] pools = CoveragePromise.POOLED.pools(images, of.training);
            int last = Arrays.stream(pools).max().orElseThrow();
            for (int pool = 0; pool <= last; pool++) {
                int one = pool;
                int[] members = IntStream.range(0, pools.length)
                        .filter(label -> pools[label] == one)
                        .toArray();
                int total = Arrays.stream(members).map(label -> images[label]).sum();
                assertThat(total)
                        .as("seed %d, pool %d", seed, pool)
                        .isGreaterThanOrEqualTo(last == 0 ? 0 : CoveragePromise.LEAST_IMAGES);
                int rarest = Arrays.stream(members)
                        .map(label -> of.training[label])
                        .min()
                        .orElseThrow();
                assertThat(IntStream.range(0, pools.length)
                                .filter(label -> pools[label] > one)
                                .map(label -> of.training[label]))
                        .allMatch(count -> count < rarest);
            }
        }
    }

    @Test
    void classesOfManyImagesAreByThemselvesAndOfFewImagesTogether() {
        int[] training = {400, 300, 200, 50};
        assertThat(CoveragePromise.POOLED.pools(new int[] {40, 90, 41, 55}, training))
                .containsExactly(0, 1, 2, 3);
        assertThat(CoveragePromise.POOLED.pools(new int[] {39, 1, 20, 20}, training))
                .containsExactly(0, 0, 1, 1);
        assertThat(CoveragePromise.POOLED.pools(new int[] {40, 20, 10, 9}, training))
                .containsExactly(0, 0, 0, 0);
        assertThat(CoveragePromise.POOLED.pools(new int[4], training)).containsExactly(0, 0, 0, 0);
    }

    @Test
    void whereTooFewImagesSpeakForAClassItIsInEverySet() {
        int[] labels = new int[28];
        float[] losses = new float[28];
        for (int i = 0; i < 28; i++) {
            labels[i] = i < 9 ? 0 : i < 17 ? 1 : 2; // 9, 8 and 11 images
            losses[i] = 1;
        }
        Predictions said = new Predictions(labels, new int[28], new float[28], losses, 4);
        ClassCounts training = ClassCounts.of(new int[] {9, 8, 11, 5});
        PredictionSets sets = PredictionSets.calibrated(said, training, 0.9, CoveragePromise.CLASSWISE);
        assertThat(sets.alwaysIn()).isEqualTo(2);
        assertThat(sets.of(new float[] {50, 60, 70, 80})).containsExactly(0, 1, 3);
        assertThat(sets.of(new float[] {1, 60, 0.5f, 80})).containsExactly(2, 0, 1, 3);
        Predictions none = new Predictions(new int[0], new int[0], new float[0], new float[0], 4);
        assertThat(PredictionSets.calibrated(none, training, 0.9, CoveragePromise.MARGINAL)
                        .alwaysIn())
                .isEqualTo(4);
    }

    @Test
    void aScoreThatIsNoNumberIsTheWorst() {
        float[] losses = new float[10];
        losses[3] = Float.NaN;
        Predictions said = new Predictions(new int[10], new int[10], new float[10], losses, 2);
        ClassCounts training = ClassCounts.of(new int[] {5, 5});
        assertThat(PredictionSets.calibrated(said, training, 0.9, CoveragePromise.MARGINAL)
                        .alwaysIn())
                .isEqualTo(2);
        assertThat(PredictionSets.calibrated(said, training, 0.8, CoveragePromise.MARGINAL)
                        .of(new float[] {0.1f, 0.2f}))
                .containsExactly(0);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -0.5, 90, Double.NaN})
    void aCoverageOutsideIsRefused(double coverage) {
        Case of = Case.random(new Random(1), 3, 20);
        assertThatThrownBy(() -> of.sets(coverage, CoveragePromise.MARGINAL)).isInstanceOf(InvalidValueException.class);
    }
}
