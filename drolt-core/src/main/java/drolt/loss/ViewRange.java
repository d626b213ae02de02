package drolt.loss;

/**
 * How many views of an image a loss can use.
 *
 * @param least that it needs, at least 1
 * @param most that it looks at
 */
public record ViewRange(int least, int most) {
    /** One, as most losses. */
    public static final ViewRange ONE = new ViewRange(1, 1);

    /** Any number of views from {@code least} on. */
    public static ViewRange atLeast(int least) {
        return new ViewRange(least, Integer.MAX_VALUE);
    }

    /** The range of two losses together, each of which ignores the views that it does not use. */
    ViewRange and(ViewRange other) {
        return new ViewRange(Math.max(least, other.least), Math.max(most, other.most));
    }
}
