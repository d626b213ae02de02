package drolt.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import drolt.analysis.OwnMass.Margin;
import drolt.inference.FeatureMatrix;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Against plain loops, and at the limits of the radius. */
class OwnMassTest {
    private static final int CLASSES = 3;
    private static final int DIMENSION = 2;

    private static BackbonePass features(int size) {
        Random random = new Random(size);
        float[] values = new float[size * DIMENSION];
        int[] labels = new int[size];
        for (int i = 0; i < size; i++) {
            labels[i] = i % CLASSES;
            for (int d = 0; d < DIMENSION; d++) {
                values[i * DIMENSION + d] = (float) (random.nextGaussian() + labels[i]);
            }
        }
        FeatureMatrix matrix = new FeatureMatrix(values, labels, DIMENSION);
        return BackbonePass.of("", matrix, matrix, CLASSES);
    }

    @Test
    void inOneBatchMassAndForceAreThoseOfPlainLoops() {
        BackbonePass pass = features(30);
        double[] radii = {0.4, -0.7, 2};
        OwnMass measured = OwnMass.of("arm", pass, radii, 1);
        double[] features = new double[60];
        for (int i = 0; i < features.length; i++) {
            features[i] = pass.train().values()[i];
        }
        for (int label = 0; label < CLASSES; label++) {
            double[] mu = pass.statistics().centroids()[label];
            for (Margin margin : Margin.values()) {
                double own = 0;
                double all = 0;
                double[] weights = new double[30];
                for (int k = 0; k < 30; k++) {
                    double distance = Math.hypot(mu[0] - features[2 * k], mu[1] - features[2 * k + 1]);
                    weights[k] = Math.exp(-distance - (k % CLASSES == label ? margin.ordinal() * radii[label] : 0));
                    own += k % CLASSES == label ? weights[k] : 0;
                    all += weights[k];
                }
                double force = 0;
                for (int k = 0; k < 30; k++) {
                    force += Math.abs((k % CLASSES == label ? 0.1 : 0) - weights[k] / all);
                }
                assertThat(measured.masses(margin)[label]).isCloseTo(own / all, within(1e-12));
                assertThat(measured.forces(margin)[label]).isCloseTo(force, within(1e-12));
            }
        }
    }

    @Test
    void aRadiusFarBelowZeroGivesAllMassToTheClassAndOneFarAboveNone() {
        BackbonePass pass = features(300);
        double[] below =
                OwnMass.of("arm", pass, new double[] {-50, -50, -50}, 1).masses(Margin.ONCE);
        double[] above = OwnMass.of("arm", pass, new double[] {50, 50, 50}, 1).masses(Margin.ONCE);
        for (int label = 0; label < CLASSES; label++) {
            assertThat(below[label]).isCloseTo(1, within(1e-12));
            assertThat(above[label]).isCloseTo(0, within(1e-12));
        }
    }

    @Test
    void meansLeaveOutClassesWithoutImages() {
        double[] values = {1, Double.NaN, 4};
        boolean[] all = {true, true, true};
        assertThat(OwnMass.mean(values, all)).isEqualTo(2.5);
        assertThat(OwnMass.mean(values, new boolean[] {false, true, false})).isNaN();
        assertThat(Arrays.stream(
                        OwnMass.of("arm", features(60), new double[3], 2).forces(Margin.NONE)))
                .allMatch(force -> force > 0 && force < 2);
    }
}
