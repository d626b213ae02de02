package drolt.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Against a search over all priors of two classes, the best shift of each found by thirds. */
class PriorShiftTest {
    private static final double[] LOG_PRIORS = {Math.log(0.9), Math.log(0.1)};

    /** Logits of the second class over the first, which the network gave to images of either class. */
    private static final double[][] MARGINS = margins();

    private static double[][] margins() {
        Random random = new Random(2);
        double[][] margins = new double[2][40];
        for (int i = 0; i < 40; i++) {
            margins[0][i] = -4 + 1.5 * random.nextGaussian();
            margins[1][i] = -1 + 3 * random.nextGaussian();
        }
        return margins;
    }

    private static double[] losses(double[] shift) {
        double[] means = new double[2];
        for (int label = 0; label < 2; label++) {
            for (double margin : MARGINS[label]) {
                double wrong = (label == 0 ? 1 : -1) * (margin + shift[1] - shift[0]);
                means[label] += Math.log1p(Math.exp(wrong)) / MARGINS[label].length;
            }
        }
        return means;
    }

    /** The dearest priors in the ball for a shift. */
    private static double cost(double[] shift, double radius) {
        double[] losses = losses(shift);
        double dearest = 0;
        for (int i = 1; i < 20_000; i++) {
            double g = i / 20_000.0;
            double divergence = g * Math.log(2 * g) + (1 - g) * Math.log(2 * (1 - g));
            if (divergence <= radius) {
                dearest = Math.max(dearest, g * losses[0] + (1 - g) * losses[1]);
            }
        }
        return dearest;
    }

    @Test
    void withoutABallItIsLogitAdjustment() {
        double[] shift = new PriorShift(0, LOG_PRIORS).shift(PriorShiftTest::losses);
        assertThat(shift[1] - shift[0]).isCloseTo(LOG_PRIORS[0] - LOG_PRIORS[1], within(1e-12));
    }

    /** The shifts of both are log g - log pi; none with another g in the ball costs less by more than the rounds leave. */
    @Test
    void itsWorstPriorsCostLessThanThoseOfLogitAdjustmentWhereTheClassesDiffer() {
        for (double radius : new double[] {0.01, 0.1, 0.4}) {
            double[] plain = new PriorShift(0, LOG_PRIORS).shift(PriorShiftTest::losses);
            double[] robust = new PriorShift(radius, LOG_PRIORS).shift(PriorShiftTest::losses);
            assertThat(cost(robust, radius)).as("radius %s", radius).isLessThan(cost(plain, radius));
            double least = Double.POSITIVE_INFINITY;
            for (int i = 1; i < 200; i++) {
                double g = i / 200.0;
                double[] shift = {Math.log(g) - LOG_PRIORS[0], Math.log(1 - g) - LOG_PRIORS[1]};
                if (g * Math.log(2 * g) + (1 - g) * Math.log(2 * (1 - g)) <= radius) {
                    least = Math.min(least, cost(shift, radius));
                }
            }
            assertThat(cost(robust, radius)).as("radius %s", radius).isLessThan(least + 0.02);
        }
    }

    @Test
    void aClassWithoutImagesCostsWhatTheOthersDo() {
        double[] shift = new PriorShift(0.3, new double[3]).shift(of -> new double[] {2, Double.NaN, 2});
        assertThat(shift[1]).isCloseTo(shift[0], within(1e-12));
    }

    /** A class of which no image is there counts as the mean of the others, not as nothing. */
    @Test
    void classesWithoutALossCostWhatTheOthersDo() {
        double[] logPriors = {Math.log(0.5), Math.log(0.3), Math.log(0.2)};
        double[] known = new PriorShift(0.1, logPriors).shift(shift -> new double[] {1, 3, 2});
        double[] missing = new PriorShift(0.1, logPriors).shift(shift -> new double[] {1, 3, Double.NaN});
        assertThat(missing).containsExactly(known);
        double[] none =
                new PriorShift(0.1, logPriors).shift(shift -> new double[] {Double.NaN, Double.NaN, Double.NaN});
        for (int label = 0; label < 3; label++) {
            assertThat(none[label]).isCloseTo(Math.log(1 / 3.0) - logPriors[label], within(1e-12));
        }
    }
}
