package drolt.training;

import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/** Keeps the states of one stage's training outside of memory. */
public interface StateStore {
    /** Keeps a state; {@code best} says that no epoch so far was better. */
    void save(TrainingState state, boolean best);

    /** The newest intact state; its tensors are owned by the open scope. */
    Optional<TrainingState> latest();

    /** The tensors of the best state; owned by the open scope. */
    Optional<Map<String, Tensor>> best();

    /** Keeps nothing. */
    StateStore NONE = new StateStore() {
        @Override
        public void save(TrainingState state, boolean best) {}

        @Override
        public Optional<TrainingState> latest() {
            return Optional.empty();
        }

        @Override
        public Optional<Map<String, Tensor>> best() {
            return Optional.empty();
        }
    };
}
