package drolt.radius;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import drolt.data.ClassCounts;
import java.util.Optional;

/** How the radius of each class's uncertainty ball is chosen. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
public sealed interface RadiusConfig
        permits ErmRadiusConfig,
                SharedRadiusConfig,
                SampleCountRadiusConfig,
                LearnedRadiusConfig,
                LearnedRawRadiusConfig,
                LearnedPricedRadiusConfig,
                CalibratedRadiusConfig,
                CrossFittedRadiusConfig {

    /**
     * The radii of a training.
     *
     * @param featureDimension D
     * @param counts of the images that are trained on
     */
    Radius build(int featureDimension, ClassCounts counts);

    /** Whether the radii depend on statistics of the features, so that a pass must precede each epoch. */
    default boolean needsStatistics() {
        return false;
    }

    /** Whether the radii depend on features of images that are not trained on, so that a pass over such precedes each epoch. */
    default boolean needsHeldOut() {
        return false;
    }

    /** Whether a radius may fall below 0, where it is no radius any more and no bound holds. */
    default boolean mayBeNegative() {
        return false;
    }

    /** How the parameters are updated from which the radii are learned; empty for radii that are not learned. */
    default Optional<ParameterUpdate> learned() {
        return Optional.empty();
    }
}
