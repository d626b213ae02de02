package drolt.radius;

import com.fasterxml.jackson.annotation.JsonTypeName;
import drolt.data.ClassCounts;
import java.util.Optional;

/**
 * A learned radius that pays for being small: {@code l(eps) - beta log p(eps_c)} is minimised.
 *
 * <p>The bound holds with probability p(eps_c) only, so for the certified form and the probability averaged over the
 * true centroid, {@code -log P <= l(eps) - log p(eps)}: beta 1 is what the theorem asks. The bound pulls a radius down,
 * the price pulls it up, more so for classes with few images. Not in the paper. For other forms than the certified one
 * it is a heuristic.
 *
 * @param initial radius of every class at the start, above 0
 * @param beta weight of the price, above 0
 * @param learningRateScale factor on the stage's learning rate for rho, {@code eps_c = softplus(rho_c)}
 * @param weightDecay of rho
 */
@JsonTypeName("learned-priced")
public record LearnedPricedRadiusConfig(double initial, double beta, double learningRateScale, double weightDecay)
        implements RadiusConfig {
    public LearnedPricedRadiusConfig {
        LearnedRadius.requirePositive("initial", initial);
        LearnedRadius.requirePositive("beta", beta);
        LearnedRadius.requireValidGroup(learningRateScale, weightDecay);
    }

    @Override
    public Radius build(int featureDimension, ClassCounts counts) {
        LearnedRadius learned = new LearnedRadius(
                LearnedRadius.Mapping.SOFTPLUS, counts.classCount(), initial, learningRateScale, weightDecay);
        return new PricedRadius(learned, beta, featureDimension, counts);
    }

    @Override
    public boolean needsStatistics() {
        return true;
    }

    @Override
    public Optional<ParameterUpdate> learned() {
        return Optional.of(new ParameterUpdate(learningRateScale, weightDecay));
    }
}
