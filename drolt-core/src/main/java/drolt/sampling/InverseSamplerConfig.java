package drolt.sampling;

import com.fasterxml.jackson.annotation.JsonTypeName;
import org.jspecify.annotations.Nullable;

/**
 * A class with probability proportional to {@code n_max / n_c}, then one of its images uniformly, with replacement: the
 * rarest class comes most often.
 *
 * <p>Source: Zhou et al., BBN: Bilateral-Branch Network (2020), the reversed sampler of the re-balancing branch. Classes
 * without images are left out.
 *
 * @param draws images an epoch; null for as many as there are
 */
@JsonTypeName("inverse")
public record InverseSamplerConfig(@Nullable Integer draws) implements SamplerConfig {
    public InverseSamplerConfig {
        SamplerConfig.checkDraws(draws);
    }

    @Override
    public Sampler build(SamplerContext context) {
        ClassMembers members = ClassMembers.of(context);
        int length = draws == null ? members.total() : draws;
        double largest = members.largest();
        return new ClassProbabilitySampler(members, count -> largest / count, length, context.seed());
    }
}
