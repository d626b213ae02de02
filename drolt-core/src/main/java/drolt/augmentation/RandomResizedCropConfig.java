package drolt.augmentation;

import com.fasterxml.jackson.annotation.JsonTypeName;
import drolt.configuration.InvalidValueException;
import java.util.List;
import java.util.OptionalInt;

/**
 * Cuts out a window of random area and shape and brings it to a square. Ten tries to fit a window into the image, then
 * the largest one in the middle. Bilinear, with antialiasing.
 *
 * <p>Source: Szegedy et al., Going Deeper with Convolutions (2015), section 6, in the form that torchvision gave it.
 *
 * @param size side of the square in pixels, 1 to 10,000
 * @param scale least and largest area, as shares of the image's; uniform between them
 * @param ratio least and largest width over height; its logarithm is uniform between theirs
 */
@JsonTypeName("random-resized-crop")
public record RandomResizedCropConfig(int size, List<Double> scale, List<Double> ratio) implements TransformConfig {
    private static final double EXTREME_RATIO = 100;

    public RandomResizedCropConfig {
        ResizeConfig.requireSize(size, 224);
        scale = List.copyOf(scale);
        ratio = List.copyOf(ratio);
        if (!(isRange(scale) && scale.get(0) > 0 && scale.get(1) <= 1)) {
            throw new InvalidValueException(
                    "scale", scale, "must be two shares in (0, 1], the smaller one first; for example [0.08, 1.0]");
        }
        if (!(isRange(ratio) && ratio.get(0) >= 1 / EXTREME_RATIO && ratio.get(1) <= EXTREME_RATIO)) {
            throw new InvalidValueException(
                    "ratio",
                    ratio,
                    "must be two ratios of width to height from 0.01 to 100, the smaller one first; for example"
                            + " [0.75, 1.3333333333333333]");
        }
    }

    private static boolean isRange(List<Double> range) {
        return range.size() == 2 && range.get(0) <= range.get(1);
    }

    @Override
    public OptionalInt side() {
        return OptionalInt.of(size);
    }

    @Override
    public Transform build() {
        return new RandomResizedCrop(this);
    }
}
