package drolt.training;

/** Where the batches of every epoch come from. */
interface InputSource extends AutoCloseable {
    int stepsPerEpoch();

    /**
     * The batches of an epoch, from {@code firstStep} on; the same ones whatever the first.
     */
    EpochInputs open(int epoch, int firstStep);

    @Override
    void close();
}
