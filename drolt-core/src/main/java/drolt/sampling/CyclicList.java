package drolt.sampling;

/**
 * A list that is walked without end and shuffled anew for every round.
 *
 * <p>The order of a round is a function of seed, list and round, not of the rounds before: any place in the endless walk
 * can be entered at the cost of one shuffle, so a sampler needs no state to go on. Not thread-safe.
 */
final class CyclicList {
    /** Number of a list that belongs to no class. */
    static final int ALL = -1;

    private static final long DOMAIN = 0x53616d706c696e67L; // apart from the streams that the loader takes

    private final int[] items;
    private final long seed;
    private final int list;
    private int[] order = new int[0];
    private long shuffledRound = -1;
    private long walked;

    /**
     * @param items what to walk over; at least one, not changed
     * @param list distinguishes the lists of one seed
     */
    CyclicList(int[] items, long seed, int list) {
        this.items = items;
        this.seed = seed;
        this.list = list;
    }

    /** Goes to a place in the walk, counted from 0. */
    void skipTo(long place) {
        walked = place;
    }

    /** The item at the present place; moves on. */
    int next() {
        long round = walked / items.length;
        if (round != shuffledRound) {
            order = items.clone();
            new ReseedableRandom(seed ^ DOMAIN, list, round).shuffle(order);
            shuffledRound = round;
        }
        return order[(int) (walked++ % items.length)];
    }
}
