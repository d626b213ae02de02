package drolt.inference;

import drolt.loading.HostBatch;
import drolt.model.ForwardPass;

/** Takes what a network made of one batch; the tensors live until it returns. */
@FunctionalInterface
public interface BatchConsumer {
    void accept(ForwardPass pass, HostBatch batch);
}
