package drolt.radius;

import com.fasterxml.jackson.annotation.JsonTypeName;
import drolt.configuration.InvalidValueException;
import drolt.data.ClassCounts;
import java.util.Arrays;

/**
 * One radius for all classes.
 *
 * @param eps the radius, in the units of the feature space, at least 0
 */
@JsonTypeName("shared")
public record SharedRadiusConfig(double eps) implements RadiusConfig {
    public SharedRadiusConfig {
        if (!(eps >= 0 && eps < Double.POSITIVE_INFINITY)) {
            throw new InvalidValueException("eps", eps, "must be at least 0 and finite, for example 1.0");
        }
    }

    @Override
    public Radius build(int featureDimension, ClassCounts counts) {
        double[] radii = new double[counts.classCount()];
        Arrays.fill(radii, eps);
        return new FixedRadius(radii);
    }
}
