package drolt.sampling;

import com.fasterxml.jackson.annotation.JsonTypeName;
import drolt.configuration.InvalidValueException;
import org.jspecify.annotations.Nullable;

/**
 * A class with probability proportional to {@code n_c^power}, then one of its images uniformly, with replacement.
 *
 * <p>Source: Kang et al., Decoupling Representation and Classifier for Long-Tailed Recognition, Eq. 1; the power there is
 * q. Classes without images are left out.
 *
 * @param power 1 is the natural distribution, 0 is class-balanced, -1 favours the tail (BBN's inverse sampler); in [-1, 1]
 * @param draws images an epoch; null for as many as there are
 */
@JsonTypeName("square-root")
record SquareRootSamplerConfig(double power, @Nullable Integer draws) implements SamplerConfig {
    public SquareRootSamplerConfig {
        if (!(power >= -1 && power <= 1)) {
            throw new InvalidValueException("power", power, "must lie in [-1, 1], for example 0.5");
        }
        SamplerConfig.checkDraws(draws);
    }

    @Override
    public Sampler build(SamplerContext context) {
        ClassMembers members = ClassMembers.of(context);
        int length = draws == null ? members.total() : draws;
        return new ClassProbabilitySampler(members, count -> Math.pow(count, power), length, context.seed());
    }
}
