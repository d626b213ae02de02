package drolt.sampling;

import com.fasterxml.jackson.annotation.JsonTypeName;
import org.jspecify.annotations.Nullable;

/**
 * From the natural distribution of the classes to the balanced one, over the epochs of the stage:
 * {@code p_c(t) = (1 - t) n_c / N + t / C}; in a drawn class its images come in turn.
 *
 * <p>Source: Kang et al., Decoupling Representation and Classifier for Long-Tailed Recognition, progressively-balanced
 * sampling, in the form of their released program. Classes without images are left out.
 *
 * @param startsNatural whether epoch e of E has {@code t = (e - 1) / (E - 1)}, as Kang et al. have it; else it is
 *     {@code e / E}, as in Zhang et al., Bag of Tricks for Long-Tailed Visual Recognition
 * @param draws images an epoch; null for as many as there are
 */
@JsonTypeName("progressive")
record ProgressiveSamplerConfig(
        boolean startsNatural, @Nullable Integer draws) implements SamplerConfig {
    public ProgressiveSamplerConfig {
        SamplerConfig.checkDraws(draws);
    }

    @Override
    public Sampler build(SamplerContext context) {
        ClassMembers members = ClassMembers.of(context);
        int length = draws == null ? members.total() : draws;
        return new ProgressiveSampler(members, context.epochs(), startsNatural, length, context.seed());
    }
}
