package drolt.data;

/**
 * Where the groups of classes begin and end.
 *
 * <p>Source: Samuel and Chechik, section 7.3: many above 100 training images, few below 20, medium between.
 *
 * @param manyAbove a class with more training images than this is {@link Shot#MANY}
 * @param fewBelow a class with fewer training images than this is {@link Shot#FEW}
 */
public record ShotLimits(int manyAbove, int fewBelow) {
    /** The limits of the paper. */
    public static final ShotLimits PAPER = new ShotLimits(100, 20);

    public ShotLimits {
        if (fewBelow < 0 || manyAbove < fewBelow - 1) {
            throw new IllegalArgumentException(
                    "shot limits overlap: many above " + manyAbove + ", few below " + fewBelow);
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
