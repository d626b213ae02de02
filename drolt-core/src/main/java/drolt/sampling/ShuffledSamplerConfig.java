package drolt.sampling;

import com.fasterxml.jackson.annotation.JsonTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Every image once, in random order: the natural distribution ("instance" sampling).
 *
 * @param draws images an epoch; null for all. Other lengths cut one endless sequence of permutations into epochs: every
 *     image is drawn once before any is drawn again, also across epochs
 */
@JsonTypeName("shuffled")
public record ShuffledSamplerConfig(@Nullable Integer draws) implements SamplerConfig {
    public ShuffledSamplerConfig {
        SamplerConfig.checkDraws(draws);
    }

    @Override
    public Sampler build(SamplerContext context) {
        int images = ClassMembers.of(context).total();
        return new ShuffledSampler(images, draws == null ? images : draws, context.seed());
    }
}
