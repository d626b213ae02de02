package drolt.radius;

import com.fasterxml.jackson.annotation.JsonTypeName;
import drolt.configuration.InvalidValueException;
import drolt.data.ClassCounts;

/**
 * A radius that falls like the standard error of a mean, {@code eps_c = eps / sqrt(n_c)}.
 *
 * <p>A class without images gets that of a class with one.
 *
 * @param eps radius of a class with one training image, at least 0
 */
@JsonTypeName("sample-count")
public record SampleCountRadiusConfig(double eps) implements RadiusConfig {
    public SampleCountRadiusConfig {
        if (!(eps >= 0 && eps < Double.POSITIVE_INFINITY)) {
            throw new InvalidValueException("eps", eps, "must be at least 0 and finite, for example 10.0");
        }
    }

    @Override
    public Radius build(int featureDimension, ClassCounts counts) {
        double[] radii = new double[counts.classCount()];
        for (int label = 0; label < radii.length; label++) {
            radii[label] = eps / Math.sqrt(Math.max(counts.of(label), 1));
        }
        return new FixedRadius(radii);
    }
}
