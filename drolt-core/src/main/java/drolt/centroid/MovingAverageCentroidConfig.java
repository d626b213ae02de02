package drolt.centroid;

import com.fasterxml.jackson.annotation.JsonTypeName;
import drolt.configuration.InvalidValueException;

/**
 * Running means of the training batches' own features: no pass over the data, but centroids that lag behind.
 *
 * <p>{@code mu_c <- momentum mu_c + (1 - momentum) m_c} in each step in which class c occurs, with m_c the mean of its
 * features in the batch; the first time {@code mu_c = m_c}. Not in the paper.
 *
 * @param momentum weight of the past, in [0, 1)
 */
@JsonTypeName("moving-average")
public record MovingAverageCentroidConfig(double momentum) implements CentroidConfig {
    public MovingAverageCentroidConfig {
        if (!(momentum >= 0 && momentum < 1)) {
            throw new InvalidValueException("momentum", momentum, "must lie in [0, 1), for example 0.9");
        }
    }

    @Override
    public CentroidSource source() {
        return CentroidSource.NONE;
    }

    @Override
    public Centroids build(int classCount, int featureDimension) {
        return new MovingAverageCentroids(classCount, featureDimension, momentum);
    }
}
