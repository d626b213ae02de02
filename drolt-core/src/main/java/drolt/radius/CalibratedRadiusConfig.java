package drolt.radius;

import com.fasterxml.jackson.annotation.JsonTypeName;
import drolt.configuration.InvalidValueException;
import drolt.data.ClassCounts;

/**
 * The radius within which the true centroid lies with probability 1 - delta.
 *
 * <p>{@code eps_c = s_c sqrt(q_D(1 - delta) / n_c)}, with q_D the chi-square quantile and s_c^2 the class's
 * per-dimension variance, {@link drolt.centroid.FeatureStatistics#variances}. Not in the paper.
 *
 * @param delta chance that the ball misses the true centroid, in (0, 1)
 */
@JsonTypeName("calibrated")
public record CalibratedRadiusConfig(double delta) implements RadiusConfig {
    public CalibratedRadiusConfig {
        if (!(delta > 0 && delta < 1)) {
            throw new InvalidValueException("delta", delta, "must lie strictly between 0 and 1, for example 0.05");
        }
    }

    @Override
    public Radius build(int featureDimension, ClassCounts counts) {
        return new CalibratedRadius(delta, counts);
    }

    @Override
    public boolean needsStatistics() {
        return true;
    }
}
