package drolt.training;

import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** Where the batches of every epoch come from. */
public interface InputSource extends AutoCloseable {
    int stepsPerEpoch();

    /**
     * The batches of an epoch, from {@code firstStep} on; the same ones whatever the first.
     */
    EpochInputs open(int epoch, int firstStep);

    /** Told after each update of the network, within the step's scope. */
    default void networkUpdated() {}

    /** All that later batches depend on besides the network and the place in the epoch, live, by name. */
    default Map<String, Tensor> state() {
        return Map.of();
    }

    /** Copies its own out of a stored state; names that it does not have are ignored. */
    default void restore(Map<String, Tensor> stored) {}

    @Override
    void close();
}
