package drolt.augmentation;

import com.fasterxml.jackson.annotation.JsonTypeName;
import drolt.configuration.InvalidValueException;
import java.util.List;

/**
 * Blurs the image: {@link GaussianBlur}.
 *
 * <p>Source: Chen et al., A Simple Framework for Contrastive Learning of Visual Representations (2020), in the form of the
 * programs of MoCo v2 and PaCo, which let Pillow blur.
 *
 * @param sigma least and largest standard deviation, pixels, above 0 to 100; drawn uniformly
 * @param probability chance to do so, in [0, 1]
 */
@JsonTypeName("gaussian-blur")
record GaussianBlurConfig(List<Double> sigma, double probability) implements TransformConfig {
    private static final double LARGEST = 100;

    public GaussianBlurConfig {
        sigma = List.copyOf(sigma);
        if (sigma.size() != 2 || !(sigma.get(0) > 0 && sigma.get(0) <= sigma.get(1) && sigma.get(1) <= LARGEST)) {
            throw new InvalidValueException(
                    "sigma", sigma, "must be two rising numbers above 0 and at most 100, for example [0.1, 2.0]");
        }
        if (!(probability >= 0 && probability <= 1)) {
            throw new InvalidValueException("probability", probability, "must lie in [0, 1], for example 0.5");
        }
    }

    @Override
    public Transform build() {
        return new GaussianBlur(this);
    }
}
