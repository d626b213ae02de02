package drolt.analysis;

import drolt.data.Shot;
import drolt.evaluation.ShotAccuracy;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * Shares of images that are taken for another class, in [0, 1]; NaN where there are no images.
 *
 * @param byClass in label order [C]
 * @param byShot of the images of each group of classes, in the order of {@link Shot}
 * @param all of all images
 */
public record ErrorRates(double[] byClass, double[] byShot, double all) {
    static ErrorRates of(ShotAccuracy accuracy) {
        double[] byClass =
                accuracy.perClass().stream().mapToDouble(ErrorRates::error).toArray();
        double[] byShot = Arrays.stream(Shot.values())
                .mapToDouble(shot -> error(accuracy.of(shot)))
                .toArray();
        return new ErrorRates(byClass, byShot, 1 - accuracy.accuracy());
    }

    private static double error(OptionalDouble accuracy) {
        return accuracy.isPresent() ? 1 - accuracy.getAsDouble() : Double.NaN;
    }

    /** What is left when another's rates are taken away. */
    ErrorRates minus(ErrorRates other) {
        return new ErrorRates(difference(byClass, other.byClass), difference(byShot, other.byShot), all - other.all);
    }

    private static double[] difference(double[] one, double[] other) {
        double[] result = new double[one.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = one[i] - other[i];
        }
        return result;
    }
}
