package drolt.training;

import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.bytedeco.pytorch.Tensor;

/** Keeps the states of one stage's training outside of memory. */
public interface StateStore {
    /** Keeps a state; {@code best} says that no epoch so far was better. */
    void save(TrainingState state, boolean best);

    /**
     * The newest intact state; its tensors are owned by the open scope. Where the best state that goes with it is lost, all
     * are deleted: no training that began with them could end.
     *
     * @param needed the epoch, from 1, whose best state a training from there needs; 0: none. Refuses what is no progress
     *     of this training by an {@link drolt.configuration.InvalidValueException}; that state counts as damaged.
     */
    Optional<TrainingState> latest(ToIntFunction<TrainingProgress> needed);

    /**
     * The tensors of the best state; owned by the open scope.
     *
     * @param epoch from 1; empty where the state is damaged, missing or of another epoch
     */
    Optional<Map<String, Tensor>> best(int epoch);

    /** Keeps nothing. */
    StateStore NONE = new StateStore() {
        @Override
        public void save(TrainingState state, boolean best) {}

        @Override
        public Optional<TrainingState> latest(ToIntFunction<TrainingProgress> needed) {
            return Optional.empty();
        }

        @Override
        public Optional<Map<String, Tensor>> best(int epoch) {
            return Optional.empty();
        }
    };
}
