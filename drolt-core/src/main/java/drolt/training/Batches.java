package drolt.training;

/** How many batches an epoch has. */
final class Batches {
    private Batches() {}

    static int count(int draws, int batchSize, boolean dropLast) {
        return dropLast ? draws / batchSize : (draws + batchSize - 1) / batchSize;
    }
}
