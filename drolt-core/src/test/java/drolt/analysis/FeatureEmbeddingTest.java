package drolt.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import drolt.analysis.embedding.TSne;
import drolt.analysis.embedding.TSneOptions;
import drolt.configuration.ConfigException;
import drolt.data.ClassCounts;
import drolt.data.ShotLimits;
import drolt.inference.FeatureMatrix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which points are laid out, and that two embeddings share a frame. */
class FeatureEmbeddingTest {
    private static final int DIMENSION = 3;
    private static final ShotLimits LIMITS = new ShotLimits(20, 5);
    /** Many: 0, 1, 3, 4; medium: 2; few: 5, and 6 that has no training image. */
    private static final int[] COUNTS = {40, 30, 12, 25, 60, 3, 0};

    private static final TSneOptions OPTIONS = new TSneOptions(5, 60, 0);

    private static FeatureMatrix features(long seed, int... counts) {
        Random random = new Random(seed);
        List<Integer> labels = new ArrayList<>();
        for (int label = 0; label < counts.length; label++) {
            for (int i = 0; i < counts[label]; i++) {
                labels.add(label);
            }
        }
        float[] values = new float[labels.size() * DIMENSION];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (random.nextGaussian() + 4 * (labels.get(i / DIMENSION) % DIMENSION));
        }
        return new FeatureMatrix(
                values, labels.stream().mapToInt(Integer::intValue).toArray(), DIMENSION);
    }

    private static EmbeddedPoints choose(int[] testLabels) {
        return EmbeddedPoints.choose(ClassCounts.of(COUNTS), LIMITS, COUNTS, testLabels);
    }

    @Test
    void twoClassesOfEachGroupAreChosenByRankAndOnlyOnesWithImages() {
        FeatureMatrix test = features(1, 6, 6, 6, 6, 6, 6, 6);
        // Many by rank: 4, 0, 1, 3; the middles of both halves are the second and the fourth.
        assertThat(choose(test.labels()).classes()).containsExactly(0, 3, 2, 5);
        int[] without = features(1, 0, 6, 6, 6, 6, 6, 6).labels();
        assertThat(choose(without).classes()).containsExactly(4, 3, 2, 5);
    }

    @Test
    void theFirstImagesOfAClassAreTakenInTheirOrder() {
        FeatureMatrix test = features(1, 4, 4, 4, 4, 4, 400, 4);
        EmbeddedPoints points = choose(test.labels());
        assertThat(points.images()).isSorted().hasSize(3 * 4 + EmbeddedPoints.IMAGES_A_CLASS);
        assertThat(points.images()).startsWith(0, 1, 2, 3, 8).endsWith(20 + EmbeddedPoints.IMAGES_A_CLASS - 1);
    }

    @Test
    void pointsAreTheFeaturesOfTheImagesAndThenTheMeansOfTheTrainingFeatures() {
        FeatureMatrix train = features(1, COUNTS);
        FeatureMatrix test = features(2, 6, 6, 6, 6, 6, 6, 6);
        EmbeddedPoints points = choose(test.labels());
        float[] rows = points.rows(BackbonePass.of("", train, test, COUNTS.length));
        assertThat(rows).hasSize(points.size() * DIMENSION);
        for (int point = 0; point < points.size(); point++) {
            for (int d = 0; d < DIMENSION; d++) {
                double expected = 0;
                if (point < points.images().length) {
                    expected = test.values()[points.images()[point] * DIMENSION + d];
                } else {
                    int label = points.classes()[point - points.images().length];
                    for (int i = 0; i < train.labels().length; i++) {
                        expected += train.labels()[i] == label
                                ? train.values()[i * DIMENSION + d] / (double) COUNTS[label]
                                : 0;
                    }
                }
                assertThat((double) rows[point * DIMENSION + d]).isCloseTo(expected, within(1e-5));
            }
        }
    }

    @Test
    void theSecondEmbeddingStartsFromThePlacesOfTheFirst() {
        FeatureMatrix test = features(2, 6, 6, 6, 6, 6, 6, 6);
        EmbeddedPoints points = choose(test.labels());
        BackbonePass one = BackbonePass.of("", features(1, COUNTS), test, COUNTS.length);
        BackbonePass other = BackbonePass.of("", features(3, COUNTS), features(4, 6, 6, 6, 6, 6, 6, 6), COUNTS.length);
        FeatureEmbedding first = FeatureEmbedding.of("one", one, points, Optional.empty(), null, OPTIONS);
        FeatureEmbedding second =
                FeatureEmbedding.of("other", other, points, Optional.empty(), first.places(), OPTIONS);
        assertThat(first.places()).isEqualTo(TSne.embed(points.rows(one), DIMENSION, null, OPTIONS));
        assertThat(second.places()).isEqualTo(TSne.embed(points.rows(other), DIMENSION, first.places(), OPTIONS));
        assertThat(second.trustworthiness())
                .isCloseTo(trustworthiness(points.rows(other), second.places(), second.neighbors()), within(1e-12));
    }

    private static double trustworthiness(float[] rows, double[] places, int k) {
        int size = places.length / 2;
        double sum = 0;
        for (int i = 0; i < size; i++) {
            List<Integer> there = byDistance(rows, DIMENSION, i);
            float[] plane = new float[places.length];
            for (int p = 0; p < places.length; p++) {
                plane[p] = (float) places[p];
            }
            for (int j : byDistance(plane, 2, i).subList(0, k)) {
                sum += Math.max(0, there.indexOf(j) + 1 - k);
            }
        }
        return 1 - 2 * sum / (size * k * (2.0 * size - 3 * k - 1));
    }

    private static List<Integer> byDistance(float[] rows, int dimension, int from) {
        List<Integer> others = new ArrayList<>();
        for (int j = 0; j < rows.length / dimension; j++) {
            if (j != from) {
                others.add(j);
            }
        }
        others.sort(Comparator.comparingDouble(j -> {
            double sum = 0;
            for (int d = 0; d < dimension; d++) {
                sum += Math.pow(rows[j * dimension + d] - rows[from * dimension + d], 2);
            }
            return sum;
        }));
        return others;
    }

    @Test
    void tooFewPointsAreRefused() {
        assertThatThrownBy(() -> choose(new int[] {5}))
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        "2 images and class means to lay out in the plane; at least 4 are needed, so measure on more"
                                + " test images");
    }

    @Test
    void chosenClassesAreTakenFromTheMostFrequentToTheRarest() {
        FeatureMatrix test = features(1, 6, 6, 6, 6, 0, 6, 6);
        EmbeddedPoints points = chosen(test.labels(), 5, 2, 0);
        assertThat(points.classes()).containsExactly(0, 2, 5);
        assertThat(points.images()).hasSize(3 * 6).startsWith(0, 1, 2, 3, 4, 5, 12);
        assertThatThrownBy(() -> chosen(test.labels(), 0, 6))
                .isInstanceOf(ConfigException.class)
                .hasMessage("class g has 0 training and 6 test images, so it has no place in the plane; choose others");
        assertThatThrownBy(() -> chosen(test.labels(), 4))
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        "class e has 60 training and 0 test images, so it has no place in the plane; choose others");
    }

    private static EmbeddedPoints chosen(int[] testLabels, Integer... labels) {
        return EmbeddedPoints.of(
                List.of(labels),
                ClassCounts.of(COUNTS),
                COUNTS,
                testLabels,
                List.of("a", "b", "c", "d", "e", "f", "g"));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aRadiusIsInThePlaneAsManyScattersOfItsClassAsAmongTheFeatures(long seed) {
        double[] eps = new Random(seed).doubles(COUNTS.length, 0, 3).toArray();
        FeatureMatrix train = features(seed, COUNTS);
        FeatureMatrix test = features(seed + 10, 6, 7, 8, 9, 10, 11, 12);
        BackbonePass pass = BackbonePass.of("", train, test, COUNTS.length);
        EmbeddedPoints points = choose(test.labels());
        FeatureEmbedding embedding = FeatureEmbedding.of("", pass, points, Optional.of(eps), null, OPTIONS);
        for (int k = 0; k < points.classes().length; k++) {
            int label = points.classes()[k];
            double[] mean = new double[DIMENSION];
            for (int i = 0; i < train.labels().length; i++) {
                for (int d = 0; d < DIMENSION && train.labels()[i] == label; d++) {
                    mean[d] += train.values()[i * DIMENSION + d] / (double) COUNTS[label];
                }
            }
            int mark = 2 * (points.images().length + k);
            double there = 0;
            double here = 0;
            for (int point = 0; point < points.images().length; point++) {
                if (points.labels()[point] == label) {
                    for (int d = 0; d < DIMENSION; d++) {
                        there += Math.pow(test.values()[points.images()[point] * DIMENSION + d] - mean[d], 2);
                    }
                    here += Math.pow(embedding.places()[2 * point] - embedding.places()[mark], 2);
                    here += Math.pow(
                            embedding.places()[2 * point + 1] - embedding.places()[mark + 1], 2);
                }
            }
            assertThat(embedding.radii()[k]).isEqualTo(eps[label]);
            double expected = eps[label] * Math.sqrt(here / there); // both over as many points
            assertThat(embedding.planeRadii()[k]).isCloseTo(expected, within(1e-5 * expected));
        }
    }

    @Test
    void withoutAFiniteRadiusThereIsNoneInThePlane() {
        FeatureMatrix test = features(2, 6, 6, 6, 6, 6, 6, 6);
        BackbonePass pass = BackbonePass.of("", features(1, COUNTS), test, COUNTS.length);
        EmbeddedPoints points = choose(test.labels());
        double[] eps = {-1, 1, Double.NaN, Double.POSITIVE_INFINITY, 1, 0, 1};
        FeatureEmbedding some = FeatureEmbedding.of("", pass, points, Optional.of(eps), null, OPTIONS);
        assertThat(points.classes()).containsExactly(0, 3, 2, 5);
        assertThat(some.planeRadii()).containsExactly(Double.NaN, Double.NaN, Double.NaN, 0);
        FeatureEmbedding none = FeatureEmbedding.of("", pass, points, Optional.empty(), null, OPTIONS);
        assertThat(none.radii()).containsOnly(Double.NaN);
        assertThat(none.planeRadii()).containsOnly(Double.NaN);
        assertThat(none.places()).isEqualTo(some.places());
    }
}
