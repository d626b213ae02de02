package drolt.sampling;

import com.fasterxml.jackson.annotation.JsonTypeName;
import drolt.configuration.ConfigException;
import drolt.configuration.InvalidValueException;
import org.jspecify.annotations.Nullable;

/**
 * Classes in turn, several images of each in a row: every class equally often, every image of a class equally often.
 *
 * <p>Source: Shen et al., Relay Backpropagation (2016), in the form of OLTR's and DRO-LT's released programs. Classes
 * without images are left out.
 *
 * @param perClass images in a row from one class, at least 1
 * @param draws images an epoch; null for the count of the largest class times the number of classes that have images
 */
@JsonTypeName("class-aware")
record ClassAwareSamplerConfig(int perClass, @Nullable Integer draws) implements SamplerConfig {
    public ClassAwareSamplerConfig {
        if (perClass < 1) {
            throw new InvalidValueException("perClass", perClass, "must be at least 1, for example 4");
        }
        SamplerConfig.checkDraws(draws);
    }

    @Override
    public Sampler build(SamplerContext context) {
        ClassMembers members = ClassMembers.of(context);
        long length = draws == null ? (long) members.largest() * members.classes() : draws;
        if (length > Integer.MAX_VALUE) {
            throw new ConfigException("an epoch of " + length + " draws (largest class x classes) is too long: set the"
                    + " class-aware sampler's draws, for example draws: " + members.total());
        }
        return new ClassAwareSampler(members, perClass, (int) length, context.seed());
    }
}
