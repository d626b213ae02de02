package drolt.centroid;

import com.fasterxml.jackson.annotation.JsonTypeName;

/**
 * Class means over the epoch's own draws, augmented, in eval mode, taken at each epoch's start.
 *
 * <p>Source: the program that the paper's authors released; their text says clean images.
 */
@JsonTypeName("augmented")
public record AugmentedCentroidConfig() implements CentroidConfig {
    @Override
    public CentroidSource source() {
        return CentroidSource.AUGMENTED;
    }

    @Override
    public Centroids build(int classCount, int featureDimension) {
        return new MeasuredCentroids();
    }
}
