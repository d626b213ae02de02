package drolt.radius;

import com.fasterxml.jackson.annotation.JsonTypeName;
import drolt.configuration.InvalidValueException;
import drolt.data.ClassCounts;

/**
 * The distance between a class's centroid and the mean of its images that are not trained on: {@link CrossFittedRadius}.
 *
 * <p>What sets the centroid of training features apart from that of test features is less the number of images than that
 * the network was fitted to them; only held-out images show that. They are those of the validation split. Not in the
 * paper.
 *
 * @param factor on the distance, above 0
 */
@JsonTypeName("cross-fitted")
public record CrossFittedRadiusConfig(double factor) implements RadiusConfig {
    public CrossFittedRadiusConfig {
        if (!(factor > 0 && factor < Double.POSITIVE_INFINITY)) {
            throw new InvalidValueException("factor", factor, "must be above 0 and finite, for example 1.0");
        }
    }

    @Override
    public Radius build(int featureDimension, ClassCounts counts) {
        return new CrossFittedRadius(factor, counts.classCount());
    }

    @Override
    public boolean needsStatistics() {
        return true;
    }

    @Override
    public boolean needsHeldOut() {
        return true;
    }
}
