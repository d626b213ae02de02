package drolt.augmentation;

import com.fasterxml.jackson.annotation.JsonTypeName;
import drolt.configuration.InvalidValueException;

/**
 * Changes brightness, contrast and saturation by factors uniform in [max(0, 1 - strength), 1 + strength] and turns the
 * hue by a share of the circle uniform in [-hue, hue], in random order; a strength of 0 leaves that change out.
 *
 * <p>The changes are those of AutoAugment, as Pillow makes them. Source: torchvision's transform of that name, as used by
 * Kang et al. (2020) and Khosla et al., Supervised Contrastive Learning (2020).
 *
 * @param brightness strength, 0 to 10
 * @param contrast strength, 0 to 10
 * @param saturation strength, 0 to 10
 * @param hue strength, 0 to 0.5
 * @param probability chance that anything is changed, in [0, 1]
 */
@JsonTypeName("color-jitter")
record ColorJitterConfig(double brightness, double contrast, double saturation, double hue, double probability)
        implements TransformConfig {
    private static final double STRONGEST = 10;

    public ColorJitterConfig {
        requireStrength("brightness", brightness);
        requireStrength("contrast", contrast);
        requireStrength("saturation", saturation);
        if (!(hue >= 0 && hue <= 0.5)) {
            throw new InvalidValueException("hue", hue, "must lie in [0, 0.5], shares of the circle; for example 0.1");
        }
        if (!(probability >= 0 && probability <= 1)) {
            throw new InvalidValueException("probability", probability, "must lie in [0, 1], for example 0.8");
        }
    }

    private static void requireStrength(String key, double strength) {
        if (!(strength >= 0 && strength <= STRONGEST)) {
            throw new InvalidValueException(key, strength, "must lie in [0, 10], for example 0.4");
        }
    }

    @Override
    public Transform build() {
        return new ColorJitter(this);
    }
}
