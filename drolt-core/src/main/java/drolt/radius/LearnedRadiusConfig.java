package drolt.radius;

import com.fasterxml.jackson.annotation.JsonTypeName;
import drolt.data.ClassCounts;
import java.util.Optional;

/**
 * A learned radius that cannot fall below 0, {@code eps_c = softplus(rho_c)}.
 *
 * <p>Its gradient in the bound is never negative, so plain minimisation only ever shrinks it: see docs/theory.md.
 *
 * @param initial radius of every class at the start, above 0
 * @param learningRateScale factor on the stage's learning rate for rho
 * @param weightDecay of rho
 */
@JsonTypeName("learned")
public record LearnedRadiusConfig(double initial, double learningRateScale, double weightDecay)
        implements RadiusConfig {
    public LearnedRadiusConfig {
        LearnedRadius.requirePositive("initial", initial);
        LearnedRadius.requireValidGroup(learningRateScale, weightDecay);
    }

    @Override
    public Radius build(int featureDimension, ClassCounts counts) {
        return new LearnedRadius(
                LearnedRadius.Mapping.SOFTPLUS, counts.classCount(), initial, learningRateScale, weightDecay);
    }

    @Override
    public Optional<ParameterUpdate> learned() {
        return Optional.of(new ParameterUpdate(learningRateScale, weightDecay));
    }
}
