package drolt.training;

import drolt.tensor.Tensors;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.bytedeco.pytorch.Tensor;

/** Keeps the best state in memory, and no other. */
final class KeptStates implements StateStore {
    private final Map<String, float[]> best = new LinkedHashMap<>();
    private final Map<String, long[]> shapes = new LinkedHashMap<>();

    @Override
    public void save(TrainingState state, boolean isBest) {
        if (isBest) {
            state.tensors().forEach((name, tensor) -> {
                best.put(name, Tensors.toFloats(tensor));
                shapes.put(name, tensor.shape());
            });
        }
    }

    @Override
    public Optional<TrainingState> latest(ToIntFunction<TrainingProgress> needed) {
        return Optional.empty();
    }

    @Override
    public Optional<Map<String, Tensor>> best(int epoch) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        best.forEach((name, values) -> tensors.put(name, Tensors.floats(values, shapes.get(name))));
        return Optional.of(tensors);
    }
}
