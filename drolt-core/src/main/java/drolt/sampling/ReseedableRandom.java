package drolt.sampling;

import java.util.random.RandomGenerator;

/**
 * A generator that can be set to any of 2^64 streams at no cost, so that each drawn image has its own.
 *
 * <p>SplitMix64: a counter stepping by an odd constant, mixed by Stafford's variant 13. Bounded integers and doubles are
 * derived here and not by the platform, so the numbers are the same on every Java version.
 *
 * <p>Source: Steele, Lea and Flood, Fast Splittable Pseudorandom Number Generators (2014). Not thread-safe.
 */
public final class ReseedableRandom implements RandomGenerator {
    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    private long state;

    /** The stream that {@link #reseed} would set. */
    public ReseedableRandom(long seed, long stream, long position) {
        reseed(seed, stream, position);
    }

    /**
     * Starts the stream of three numbers anew, for example seed, epoch and position in the epoch.
     *
     * <p>Each is mixed in by a bijection: under one seed and stream no two positions share a state.
     */
    public void reseed(long seed, long stream, long position) {
        state = mix(mix(mix(seed + GOLDEN_GAMMA) + stream) + position);
    }

    @Override
    public long nextLong() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    /** Uniform in 0..bound - 1, without bias. */
    @Override
    public int nextInt(int bound) {
        if (bound < 1) {
            throw new IllegalArgumentException("bound " + bound + " must be at least 1");
        }
        while (true) { // Lemire's multiplication; the first try nearly always holds
            long product = (nextLong() >>> 32) * bound;
            long low = product & 0xffffffffL;
            if (low >= bound || low >= (1L << 32) % bound) {
                return (int) (product >>> 32);
            }
        }
    }

    /** Uniform in [0, 1), a multiple of 2^-53. */
    @Override
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    /** Puts an array into uniformly random order (Fisher and Yates). */
    public void shuffle(int[] values) {
        for (int last = values.length - 1; last > 0; last--) {
            int chosen = nextInt(last + 1);
            int value = values[last];
            values[last] = values[chosen];
            values[chosen] = value;
        }
    }

    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
