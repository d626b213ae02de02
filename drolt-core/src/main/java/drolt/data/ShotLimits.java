package drolt.data;

import drolt.configuration.InvalidValueException;

/**
 * Where the groups of classes begin and end.
 *
 * <p>Source: Samuel and Chechik, section 7.3: many above 100 training images, few below 20, medium between.
 *
 * @param manyAbove a class with more training images than this is {@link Shot#MANY}; at least {@code fewBelow - 1}
 * @param fewBelow a class with fewer training images than this is {@link Shot#FEW}; at least 0
 */
public record ShotLimits(int manyAbove, int fewBelow) {
    /** The limits of the paper. */
    public static final ShotLimits PAPER = new ShotLimits(100, 20);

    public ShotLimits {
        if (fewBelow < 0) {
            throw new InvalidValueException("fewBelow", fewBelow, "must be at least 0; for example 20");
        }
        if (manyAbove < fewBelow - 1) {
            throw new InvalidValueException(
                    "manyAbove",
                    manyAbove,
                    "must be at least " + (fewBelow - 1) + ", or a class is both many and few (fewBelow is " + fewBelow
                            + "); for example 100");
        }
    }

    /** The group of a class with this many training images. */
    public Shot of(int count) {
        if (count > manyAbove) {
            return Shot.MANY;
        }
        return count < fewBelow ? Shot.FEW : Shot.MEDIUM;
    }
}
