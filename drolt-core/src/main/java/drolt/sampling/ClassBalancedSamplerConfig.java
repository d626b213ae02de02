package drolt.sampling;

import com.fasterxml.jackson.annotation.JsonTypeName;
import org.jspecify.annotations.Nullable;

/**
 * A class uniformly, then one of its images uniformly, with replacement.
 *
 * <p>Source: Kang et al., Decoupling Representation and Classifier for Long-Tailed Recognition, Eq. 1 with q = 0.
 * Classes without images are left out.
 *
 * @param draws images an epoch; null for as many as there are
 */
@JsonTypeName("class-balanced")
record ClassBalancedSamplerConfig(@Nullable Integer draws) implements SamplerConfig {
    public ClassBalancedSamplerConfig {
        SamplerConfig.checkDraws(draws);
    }

    @Override
    public Sampler build(SamplerContext context) {
        ClassMembers members = ClassMembers.of(context);
        return new ClassProbabilitySampler(
                members, count -> 1, draws == null ? members.total() : draws, context.seed());
    }
}
