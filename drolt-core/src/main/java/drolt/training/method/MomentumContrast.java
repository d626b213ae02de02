package drolt.training.method;

import drolt.configuration.InvalidValueException;
import drolt.training.StageChecks;
import org.jspecify.annotations.Nullable;

/**
 * What the views of a stage are contrasted by: {@link MomentumContrastSource}.
 *
 * @param queueSize K, keys of earlier batches that a query is held against
 * @param momentum m, share of its own values that the encoder of the keys keeps at each step
 * @param temperature T
 * @param hidden width of the hidden layer between features and sphere; null: that of the features
 * @param dimension P of the sphere's space
 * @param batchNormGroups parts of a batch that are normalised each by its own statistics
 */
public record MomentumContrast(
        int queueSize,
        double momentum,
        double temperature,
        @Nullable Integer hidden,
        int dimension,
        int batchNormGroups) {
    private static final int MOST_KEYS = 1 << 20;
    private static final int WIDEST = 1 << 16;
    private static final int MOST_DIMENSIONS = 1 << 10; // so that the queue's numbers can be counted by an int

    public MomentumContrast {
        if (!(queueSize >= 1 && queueSize <= MOST_KEYS)) {
            throw new InvalidValueException(
                    "queueSize", queueSize, "must lie in 1.." + MOST_KEYS + ", for example 65536");
        }
        if (!(momentum >= 0 && momentum < 1)) {
            throw new InvalidValueException("momentum", momentum, "must lie in [0, 1), for example 0.999");
        }
        if (!(temperature > 0 && temperature < Double.POSITIVE_INFINITY)) {
            throw new InvalidValueException("temperature", temperature, "must be above 0 and finite, for example 0.2");
        }
        if (hidden != null && !(hidden >= 1 && hidden <= WIDEST)) {
            throw new InvalidValueException("hidden", hidden, "must lie in 1.." + WIDEST + ", or be null");
        }
        if (!(dimension >= 2 && dimension <= MOST_DIMENSIONS)) {
            throw new InvalidValueException(
                    "dimension", dimension, "must lie in 2.." + MOST_DIMENSIONS + ", for example 128");
        }
        StageChecks.positive("batchNormGroups", batchNormGroups);
    }

    /**
     * The perceptron between features and sphere, in a classifier's place.
     *
     * @param features D
     * @param seed of its initial values
     */
    ProjectionClassifier projection(int features, long seed) {
        return new ProjectionClassifier(features, hidden == null ? features : hidden, dimension, seed);
    }
}
