package drolt.experiment;

import drolt.distributed.NamedTensors;
import drolt.distributed.ProcessGroup;
import drolt.training.StateStore;
import drolt.training.TrainingProgress;
import drolt.training.TrainingState;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.bytedeco.pytorch.Tensor;
import tools.jackson.databind.json.JsonMapper;

/** The states that rank 0 keeps, read by all ranks of a group and written by rank 0 alone. */
final class SharedStates implements StateStore {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final ProcessGroup group;
    private final StateStore ofLeader;

    /**
     * @param ofLeader asked on rank 0 only
     */
    SharedStates(ProcessGroup group, StateStore ofLeader) {
        this.group = group;
        this.ofLeader = ofLeader;
    }

    @Override
    public void save(TrainingState state, boolean best) {
        if (group.leads()) {
            ofLeader.save(state, best);
        }
    }

    @Override
    public Optional<TrainingState> latest(ToIntFunction<TrainingProgress> needed) {
        Optional<TrainingState> own = group.leads() ? ofLeader.latest(needed) : Optional.empty();
        if (group.isAlone()) {
            return own;
        }
        if (!group.any(own.isPresent())) {
            return Optional.empty();
        }
        byte[] progress = group.fromLeader(own.map(state -> MAPPER.writeValueAsString(state.progress()))
                .orElse("")
                .getBytes(StandardCharsets.UTF_8));
        Map<String, Tensor> tensors = tensors(own.map(TrainingState::tensors));
        return own.or(() -> Optional.of(new TrainingState(
                MAPPER.readValue(new String(progress, StandardCharsets.UTF_8), TrainingProgress.class), tensors)));
    }

    @Override
    public Optional<Map<String, Tensor>> best(int epoch) {
        Optional<Map<String, Tensor>> own = group.leads() ? ofLeader.best(epoch) : Optional.empty();
        return !group.isAlone() && group.any(own.isPresent()) ? Optional.of(tensors(own)) : own;
    }

    private Map<String, Tensor> tensors(Optional<Map<String, Tensor>> own) {
        return NamedTensors.fromLeader(group, own.orElse(Map.of()));
    }
}
