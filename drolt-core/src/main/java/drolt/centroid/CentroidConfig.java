package drolt.centroid;

import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** Where the centroids of a centroid loss come from. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
public sealed interface CentroidConfig
        permits CleanCentroidConfig, AugmentedCentroidConfig, MovingAverageCentroidConfig {

    /** The pass over the training images that must precede each epoch. */
    CentroidSource source();

    /** Centroids of C classes in D dimensions, none of them known yet. */
    Centroids build(int classCount, int featureDimension);
}
