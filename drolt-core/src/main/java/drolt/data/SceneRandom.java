package drolt.data;

/**
 * The pseudo-random numbers that one painted image is made of: the same on every platform and Java version.
 *
 * <p>A Weyl sequence with a mixing function. Source: Steele, Lea and Flood, "Fast Splittable Pseudorandom Number
 * Generators", OOPSLA 2014 (SplitMix64). Not the JDK's generator, whose algorithm is not part of its contract. Not
 * thread-safe.
 */
final class SceneRandom {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
    private static final double TO_UNIT = 0x1.0p-53;

    private long state;

    private SceneRandom(long state) {
        this.state = state;
    }

    /** A generator whose stream depends on each of the keys and on their order. */
    static SceneRandom of(long... keys) {
        long state = 0;
        for (long key : keys) {
            state = mix((state + GOLDEN_GAMMA) ^ mix(key + GOLDEN_GAMMA));
        }
        return new SceneRandom(state);
    }

    long nextLong() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    /** Uniform in [from, to). */
    double uniform(double from, double to) {
        return from + (to - from) * ((nextLong() >>> 11) * TO_UNIT);
    }

    /** Uniform in 0..bound - 1, for a small bound; its bias of bound / 2^53 does not matter here. */
    int below(int bound) {
        return (int) uniform(0, bound);
    }

    boolean chance(double probability) {
        return uniform(0, 1) < probability;
    }

    /** Nearly normal, mean 0, deviation 1, within +-3.5: the sum of four uniform 16-bit numbers. */
    double normal() {
        long bits = nextLong();
        long sum = (bits & 0xFFFF) + (bits >>> 16 & 0xFFFF) + (bits >>> 32 & 0xFFFF) + (bits >>> 48);
        return (sum - 2.0 * 0xFFFF) * (1.7320508075688772 / 0x10000); // variance of one: 65536^2 / 12
    }

    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
