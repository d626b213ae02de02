package drolt.training;

/** Seeds of the parts of a stage, far apart from one another. */
final class StageSeed {
    private StageSeed() {}

    static long of(long seed, String part) {
        long mixed = seed * 0x9E3779B97F4A7C15L + part.hashCode();
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
