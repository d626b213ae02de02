package drolt.data;

/**
 * The generator behind {@code numpy.random.seed}, {@code numpy.random.shuffle} and their like: a Mersenne Twister
 * whose stream numpy has promised never to change.
 *
 * <p>Long-tailed CIFAR subsets are defined by the draws of this generator, so published numbers can be met only with
 * it. Not thread-safe.
 *
 * <p>Source: Matsumoto and Nishimura, Mersenne Twister (1998), MT19937 with the initialisation of 2002.
 */
final class NumpyLegacyRandom {
    /** Largest seed that the generator takes, 2^32 - 1. */
    static final long LARGEST_SEED = 0xFFFF_FFFFL;

    private static final int STATE_LENGTH = 624;
    private static final int SHIFT = 397;

    private final int[] state = new int[STATE_LENGTH];
    private int position = STATE_LENGTH;

    /**
     * A generator at the start of a seed's stream.
     *
     * @param seed 0 to 2^32 - 1
     */
    NumpyLegacyRandom(long seed) {
        if (seed < 0 || seed > LARGEST_SEED) {
            throw new IllegalArgumentException("seed " + seed + " is outside 0.." + LARGEST_SEED);
        }
        state[0] = (int) seed;
        for (int index = 1; index < STATE_LENGTH; index++) {
            int previous = state[index - 1];
            state[index] = 1812433253 * (previous ^ (previous >>> 30)) + index;
        }
    }

    /** The next 32 random bits. */
    int nextInt() {
        if (position == STATE_LENGTH) {
            regenerate();
        }
        int bits = state[position++];
        bits ^= bits >>> 11;
        bits ^= (bits << 7) & 0x9D2C5680;
        bits ^= (bits << 15) & 0xEFC60000;
        return bits ^ (bits >>> 18);
    }

    /** Uniform in 0..max, both included: draws are masked to the bits that {@code max} has, those above it thrown away. */
    int nextUpTo(int max) {
        if (max == 0) {
            return 0; // without a draw, as numpy does
        }
        int mask = -1 >>> Integer.numberOfLeadingZeros(max);
        int value = nextInt() & mask;
        while (value > max) {
            value = nextInt() & mask;
        }
        return value;
    }

    /** Permutes an array in place, from its end to its start. */
    void shuffle(int[] values) {
        for (int index = values.length - 1; index > 0; index--) {
            int other = nextUpTo(index);
            int swapped = values[index];
            values[index] = values[other];
            values[other] = swapped;
        }
    }

    private void regenerate() {
        for (int index = 0; index < STATE_LENGTH; index++) {
            int mixed = (state[index] & 0x80000000) | (state[(index + 1) % STATE_LENGTH] & 0x7FFFFFFF);
            int twisted = state[(index + SHIFT) % STATE_LENGTH] ^ (mixed >>> 1);
            state[index] = (mixed & 1) == 0 ? twisted : twisted ^ 0x9908B0DF;
        }
        position = 0;
    }
}
