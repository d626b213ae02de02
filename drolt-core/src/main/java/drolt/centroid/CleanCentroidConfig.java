package drolt.centroid;

import com.fasterxml.jackson.annotation.JsonTypeName;

/**
 * Class means of all training images without augmentation, in eval mode, taken at each epoch's start.
 *
 * <p>Source: Samuel and Chechik, Distributional Robustness Loss for Long-tail Learning, section 6, "Estimating
 * centroids".
 */
@JsonTypeName("clean")
public record CleanCentroidConfig() implements CentroidConfig {
    @Override
    public CentroidSource source() {
        return CentroidSource.CLEAN;
    }

    @Override
    public Centroids build(int classCount, int featureDimension) {
        return new MeasuredCentroids();
    }
}
