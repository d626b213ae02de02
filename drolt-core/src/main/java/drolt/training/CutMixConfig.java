package drolt.training;

import drolt.configuration.InvalidValueException;
import drolt.sampling.SymmetricBeta;

/**
 * CutMix: a rectangle of every image is taken from another one of its batch, and the loss is that of both labels by area.
 *
 * <pre>{@code
 * L' = lambda L(y) + (1 - lambda) L(y_s),   1 - lambda the rectangle's share of the image
 * rectangle: sides sqrt(1 - l) of the image's, l ~ Beta(alpha, alpha), centre uniform over the image, cut at its border
 * }</pre>
 *
 * <p>Rectangle and permutation s are drawn once a batch. Of several views of an image the first alone is changed, and
 * the loss judges that one by itself. Sources: Yun et al., CutMix: Regularization Strategy to Train Strong Classifiers with
 * Localizable Features (2019); in the first view Pan et al., Enhanced Long-Tailed Recognition with Contrastive CutMix
 * Augmentation (ConCutMix, 2024), who then correct the labels by the features' similarity, which is not here.
 *
 * @param alpha of the distribution, 0.001 to 1000
 * @param probability that a batch is changed, in (0, 1]
 */
public record CutMixConfig(double alpha, double probability) {
    public CutMixConfig {
        if (!(alpha >= 0.001 && alpha <= 1000)) {
            throw new InvalidValueException("alpha", alpha, "must lie in 0.001..1000; for example 1");
        }
        if (!(probability > 0 && probability <= 1)) {
            throw new InvalidValueException("probability", probability, "must lie in (0, 1]; for example 0.5");
        }
    }

    CutMix build(long seed) {
        return new CutMix(new SymmetricBeta(alpha), probability, seed);
    }
}
