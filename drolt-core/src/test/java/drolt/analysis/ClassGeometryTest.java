package drolt.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import drolt.configuration.ConfigException;
import drolt.data.ClassCounts;
import drolt.data.ShotLimits;
import drolt.evaluation.CentroidMetric;
import drolt.evaluation.ShotAccuracy;
import drolt.inference.FeatureMatrix;
import java.util.Random;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against plain double loops over the features. */
class ClassGeometryTest {
    private static final int DIMENSION = 5;
    /** Class 3 has one image, class 4 none. */
    private static final int[] COUNTS = {40, 12, 3, 1, 0};

    private static FeatureMatrix features(Random random) {
        int size = 0;
        for (int count : COUNTS) {
            size += count;
        }
        float[] values = new float[size * DIMENSION];
        int[] labels = new int[size];
        int row = 0;
        for (int label = 0; label < COUNTS.length; label++) {
            for (int i = 0; i < COUNTS[label]; i++, row++) {
                labels[row] = label;
                for (int d = 0; d < DIMENSION; d++) {
                    values[row * DIMENSION + d] = (float) (random.nextGaussian() + (d == label ? 1.5 : 0));
                }
            }
        }
        return new FeatureMatrix(values, labels, DIMENSION);
    }

    private static double[][] means(FeatureMatrix features) {
        double[][] means = new double[COUNTS.length][DIMENSION];
        for (int i = 0; i < features.labels().length; i++) {
            for (int d = 0; d < DIMENSION; d++) {
                means[features.labels()[i]][d] +=
                        features.values()[i * DIMENSION + d] / (double) COUNTS[features.labels()[i]];
            }
        }
        return means;
    }

    private static double distance(double[] one, double[] other) {
        double sum = 0;
        for (int d = 0; d < one.length; d++) {
            sum += Math.pow(one[d] - other[d], 2);
        }
        return Math.sqrt(sum);
    }

    private static double[] row(FeatureMatrix features, int index) {
        double[] row = new double[DIMENSION];
        for (int d = 0; d < DIMENSION; d++) {
            row[d] = features.values()[index * DIMENSION + d];
        }
        return row;
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void normsAndScatterAreThoseOfPlainLoops(long seed) {
        FeatureMatrix features = features(new Random(seed));
        double[][] means = means(features);
        BackbonePass pass = BackbonePass.of("", features, features, COUNTS.length);
        ClassGeometry geometry = ClassGeometry.of("CE", features, pass.statistics(), new double[0]);

        double[] middle = new double[DIMENSION];
        for (int label = 0; label < 4; label++) {
            for (int d = 0; d < DIMENSION; d++) {
                middle[d] += means[label][d] / 4;
            }
        }
        for (int label = 0; label < COUNTS.length; label++) {
            double norms = 0;
            double squares = 0;
            for (int i = 0; i < features.labels().length; i++) {
                if (features.labels()[i] == label) {
                    norms += distance(row(features, i), new double[DIMENSION]);
                    squares += Math.pow(distance(row(features, i), means[label]), 2);
                }
            }
            double nearest = Double.POSITIVE_INFINITY;
            for (int other = 0; other < 4; other++) {
                nearest = other == label ? nearest : Math.min(nearest, distance(means[label], means[other]));
            }
            boolean empty = COUNTS[label] == 0;
            close(geometry.featureNorms()[label], empty ? Double.NaN : norms / COUNTS[label]);
            close(geometry.within()[label], COUNTS[label] < 2 ? Double.NaN : Math.sqrt(squares / (COUNTS[label] - 1)));
            close(geometry.between()[label], empty ? Double.NaN : distance(means[label], middle));
            close(geometry.nearest()[label], empty ? Double.NaN : nearest);
        }
    }

    private static void close(double actual, double expected) {
        if (Double.isNaN(expected)) {
            assertThat(actual).isNaN();
        } else {
            assertThat(actual).isCloseTo(expected, within(1e-9));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLayersAccuracyIsThatOfAPlainDoubleLoop(CentroidMetric metric) {
        FeatureMatrix train = features(new Random(5));
        FeatureMatrix test = features(new Random(6));
        double[][] means = means(train);
        int[] correct = new int[COUNTS.length];
        int total = 0;
        for (int i = 0; i < test.labels().length; i++) {
            int best = -1;
            double bestScore = Double.NEGATIVE_INFINITY;
            for (int label = 0; label < 4; label++) { // class 4 has no mean
                double score = metric == CentroidMetric.EUCLIDEAN
                        ? -distance(row(test, i), means[label])
                        : cosine(row(test, i), means[label]);
                if (score > bestScore) {
                    bestScore = score;
                    best = label;
                }
            }
            if (best == test.labels()[i]) {
                correct[best]++;
                total++;
            }
        }
        ShotAccuracy accuracy = LayerAccuracy.accuracy(
                BackbonePass.of("", train, test, COUNTS.length).statistics(),
                test,
                metric,
                new ClassGroups(ClassCounts.of(COUNTS), new ShotLimits(20, 5)));
        assertThat(accuracy.accuracy()).isEqualTo(total / 56.0, within(1e-12));
        assertThat(accuracy.many()).hasValue(correct[0] / 40.0);
        assertThat(accuracy.medium()).hasValue(correct[1] / 12.0);
        assertThat(accuracy.few()).hasValue((correct[2] + correct[3]) / 4.0);
    }

    private static double cosine(double[] one, double[] other) {
        double product = 0;
        for (int d = 0; d < one.length; d++) {
            product += one[d] * other[d];
        }
        double[] origin = new double[one.length];
        return product / distance(one, origin) / distance(other, origin);
    }

    @Test
    void aFeatureThatIsNotFiniteIsNamed() {
        FeatureMatrix features = new FeatureMatrix(new float[] {1, 2, 3, Float.NaN}, new int[] {0, 1}, 2);
        Assertions.assertThatThrownBy(() -> FiniteFeatures.require(features, "CE: features of test images"))
                .isInstanceOf(ConfigException.class)
                .hasMessage("CE: features of test images: number 1 of image 1 is NaN, so nothing can be measured; the"
                        + " training diverged, leave this arm out with --arm");
        FeatureMatrix whole = new FeatureMatrix(new float[] {1, 2}, new int[] {0}, 2);
        assertThat(FiniteFeatures.require(whole, "")).isSameAs(whole);
    }
}
