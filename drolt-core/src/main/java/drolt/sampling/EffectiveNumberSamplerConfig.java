package drolt.sampling;

import com.fasterxml.jackson.annotation.JsonTypeName;
import drolt.configuration.InvalidValueException;
import org.jspecify.annotations.Nullable;

/**
 * Each image with probability proportional to one over the effective number of its class,
 * {@code E_n = (1 - beta^n) / (1 - beta)}, with replacement.
 *
 * <p>Source: Cui et al., Class-Balanced Loss Based on Effective Number of Samples; as a sampler in Cao et al., LDAM.
 * Classes without images are left out.
 *
 * @param beta 0 is the natural distribution, towards 1 it becomes class-balanced; in [0, 1)
 * @param draws images an epoch; null for as many as there are
 */
@JsonTypeName("effective-number")
record EffectiveNumberSamplerConfig(double beta, @Nullable Integer draws) implements SamplerConfig {
    public EffectiveNumberSamplerConfig {
        if (!(beta >= 0 && beta < 1)) {
            throw new InvalidValueException("beta", beta, "must lie in [0, 1), for example 0.9999");
        }
        SamplerConfig.checkDraws(draws);
    }

    @Override
    public Sampler build(SamplerContext context) {
        ClassMembers members = ClassMembers.of(context);
        int length = draws == null ? members.total() : draws;
        return new ClassProbabilitySampler(members, this::classWeight, length, context.seed());
    }

    /** n / E_n but for the factor 1 - beta; {@code -expm1(n log beta)} is 1 - beta^n without cancellation. */
    private double classWeight(int count) {
        return count / -Math.expm1(count * Math.log(beta));
    }
}
