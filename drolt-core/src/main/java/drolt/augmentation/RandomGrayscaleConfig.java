package drolt.augmentation;

import com.fasterxml.jackson.annotation.JsonTypeName;
import drolt.configuration.InvalidValueException;

/**
 * Takes the colours away: each pixel becomes its brightness, as the eye weighs the channels (ITU-R 601).
 *
 * @param probability chance to do so, in [0, 1]
 */
@JsonTypeName("random-grayscale")
public record RandomGrayscaleConfig(double probability) implements TransformConfig {
    public RandomGrayscaleConfig {
        if (!(probability >= 0 && probability <= 1)) {
            throw new InvalidValueException("probability", probability, "must lie in [0, 1], for example 0.2");
        }
    }

    @Override
    public Transform build() {
        return new RandomGrayscale(probability);
    }
}
