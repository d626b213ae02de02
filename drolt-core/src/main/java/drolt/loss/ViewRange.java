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

    /** As many as there are, if they are enough. */
    public static ViewRange atLeast(int least) {
        return new ViewRange(least, Integer.MAX_VALUE);
    }

    /** Of two losses together, each of which leaves out what it does not look at. */
    ViewRange and(ViewRange other) {
        return new ViewRange(Math.max(least, other.least), Math.max(most, other.most));
    }
}
