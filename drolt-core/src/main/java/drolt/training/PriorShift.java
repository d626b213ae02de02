package drolt.training;

import drolt.loss.robust.KullbackLeiblerBall;
import java.util.Arrays;

/**
 * The class priors near equal ones under which a classifier, adjusted to them, does worst.
 *
 * <pre>{@code
 * max over g, KL(g || 1/C) <= radius, of min over shifts a of  sum_c g_c L_c(a)
 * L_c(a) = mean cross-entropy of the images of class c under the logits l + a;   best a = log g_c - log(n_c / N)
 * }</pre>
 *
 * <p>Each round adjusts the classifier to the mean of the priors so far and adds those that cost it most, which tends to
 * the solution (fictitious play of a game that is convex in a and concave in g). Source: Wei et al., Distributionally
 * Robust Post-hoc Classifiers under Prior Shifts (2023), who take gradient steps in g and in a multiplier of the ball;
 * the worst priors are exact here.
 */
final class PriorShift {
    private static final int ROUNDS = 100;

    private final double radius;
    private final double[] logPriors;

    /** What a classifier costs. */
    interface ClassLosses {
        /**
         * Mean loss of the images of each class [C], NaN for one without images.
         *
         * @param shift added to the logits [C]
         */
        double[] of(double[] shift);
    }

    /** @param logPriors of the training images [C] */
    PriorShift(double radius, double[] logPriors) {
        this.radius = radius;
        this.logPriors = logPriors.clone();
    }

    /** What to add to the logits [C]. */
    double[] shift(ClassLosses losses) {
        double[] priors = new double[logPriors.length];
        Arrays.fill(priors, 1.0 / priors.length);
        for (int round = 1; radius > 0 && round <= ROUNDS; round++) {
            double[] worst = KullbackLeiblerBall.worst(known(losses.of(shift(priors))), radius);
            for (int label = 0; label < priors.length; label++) {
                priors[label] += (worst[label] - priors[label]) / (round + 1);
            }
        }
        return shift(priors);
    }

    private double[] shift(double[] priors) {
        double[] shift = new double[priors.length];
        for (int label = 0; label < shift.length; label++) {
            shift[label] = Math.log(priors[label]) - logPriors[label];
        }
        return shift;
    }

    /** A class of which no image is there costs as much as the others do on average. */
    private static double[] known(double[] losses) {
        double mean = Arrays.stream(losses)
                .filter(loss -> !Double.isNaN(loss))
                .average()
                .orElse(0);
        return Arrays.stream(losses)
                .map(loss -> Double.isNaN(loss) ? mean : loss)
                .toArray();
    }
}
