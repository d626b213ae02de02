package drolt.radius;

import com.fasterxml.jackson.annotation.JsonTypeName;
import drolt.data.ClassCounts;

/** Radius 0: the empirical centroids are taken for the true ones (empirical risk minimisation). */
@JsonTypeName("erm")
public record ErmRadiusConfig() implements RadiusConfig {
    @Override
    public Radius build(int featureDimension, ClassCounts counts) {
        return new FixedRadius(new double[counts.classCount()]);
    }
}
