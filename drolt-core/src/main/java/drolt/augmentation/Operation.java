package drolt.augmentation;

import java.util.List;

/**
 * The operations of AutoAugment, and what a magnitude index 0..9 means to each.
 *
 * <p>Magnitudes are index times (largest / 9), in this order of arithmetic: the last bit decides whether a sheared point
 * falls exactly on a pixel.
 */
enum Operation {
    SHEAR_X(0.3, true),
    SHEAR_Y(0.3, true),
    TRANSLATE_X(150.0 / 331, true),
    TRANSLATE_Y(150.0 / 331, true),
    ROTATE(30, false),
    COLOR(0.9, true),
    CONTRAST(0.9, true),
    BRIGHTNESS(0.9, true),
    SHARPNESS(0.9, true),
    POSTERIZE(4, false),
    SOLARIZE(256, false),
    INVERT(0, false),
    AUTO_CONTRAST(0, false),
    EQUALIZE(0, false);

    private final double largest;
    private final boolean signed;

    /**
     * @param largest what index 9 stands for
     * @param signed whether the sign is random
     */
    Operation(double largest, boolean signed) {
        this.largest = largest;
        this.signed = signed;
    }

    /** The forms of this operation at a magnitude index, one of which is chosen at random: two if it has a sign. */
    List<PixelOperation> at(int index) {
        double value = index * (largest / 9);
        return signed ? List.of(of(value), of(-value)) : List.of(of(value));
    }

    private PixelOperation of(double value) {
        return switch (this) {
            case SHEAR_X -> new Shear(value, ShiftDirection.HORIZONTAL);
            case SHEAR_Y -> new Shear(value, ShiftDirection.VERTICAL);
            case TRANSLATE_X -> new Translate(value, ShiftDirection.HORIZONTAL);
            case TRANSLATE_Y -> new Translate(value, ShiftDirection.VERTICAL);
            case ROTATE -> new Rotate(value);
            case COLOR -> new Color((float) (1 + value));
            case CONTRAST -> new Contrast((float) (1 + value));
            case BRIGHTNESS -> new Brightness((float) (1 + value));
            case SHARPNESS -> new Sharpness((float) (1 + value));
            case POSTERIZE -> new Posterize(8 - (int) Math.rint(value));
            case SOLARIZE -> new Solarize(256 - value);
            case INVERT -> new Solarize(0);
            case AUTO_CONTRAST -> new AutoContrast();
            case EQUALIZE -> new Equalize();
        };
    }
}
