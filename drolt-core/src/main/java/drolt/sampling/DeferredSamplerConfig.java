package drolt.sampling;

import com.fasterxml.jackson.annotation.JsonTypeName;
import drolt.configuration.InvalidValueException;
import org.jspecify.annotations.Nullable;

/**
 * Deferred re-sampling (DRS): one sampler up to an epoch, another one from the next on.
 *
 * <p>Source: Cao et al., LDAM, which defers re-weighting so; with samplers in Zhang et al., Bag of Tricks for
 * Long-Tailed Visual Recognition. Both samplers have the stage's seed and know all its epochs.
 *
 * @param until the last epoch of the first, from 1; below the stage's epochs
 * @param then with as many draws an epoch as the first
 */
@JsonTypeName("deferred")
record DeferredSamplerConfig(int until, SamplerConfig first, SamplerConfig then) implements SamplerConfig {
    public DeferredSamplerConfig {
        if (until < 1) {
            throw new InvalidValueException("until", until, "must be at least 1, for example 160");
        }
    }

    @Override
    public @Nullable Integer draws() {
        return first.draws();
    }

    @Override
    public Sampler build(SamplerContext context) {
        if (until >= context.epochs()) {
            throw new InvalidValueException(
                    "until", until, "must be below " + context.epochs() + ", the stage's epochs, or then never comes");
        }
        Sampler before = first.build(context);
        Sampler after = then.build(context);
        if (before.drawsPerEpoch() != after.drawsPerEpoch()) {
            throw new InvalidValueException(
                    "then",
                    after.drawsPerEpoch(),
                    "draws an epoch must be as many as those of first, " + before.drawsPerEpoch()
                            + "; set the draws of one of them");
        }
        return new DeferredSampler(until, before, after);
    }
}
