package drolt.sampling;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import drolt.configuration.InvalidValueException;
import org.jspecify.annotations.Nullable;

/** How the images of an epoch are drawn. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
public sealed interface SamplerConfig
        permits ShuffledSamplerConfig,
                ClassBalancedSamplerConfig,
                SquareRootSamplerConfig,
                ClassAwareSamplerConfig,
                EffectiveNumberSamplerConfig,
                InverseSamplerConfig,
                ProgressiveSamplerConfig,
                DeferredSamplerConfig {
    /** Images an epoch; null for the sampler's own epoch length. */
    @Nullable
    Integer draws();

    /**
     * The sampler over a data set's labels.
     *
     * @throws drolt.configuration.ConfigException if there is no image, or the epoch would be too long
     * @throws InvalidValueException if a value does not fit these images or the length of the stage
     */
    Sampler build(SamplerContext context);

    /** Refuses an epoch without draws. */
    static void checkDraws(@Nullable Integer draws) {
        if (draws != null && draws < 1) {
            throw new InvalidValueException("draws", draws, "must be at least 1, or null; for example 20000");
        }
    }
}
