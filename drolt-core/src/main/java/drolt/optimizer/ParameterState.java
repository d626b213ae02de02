package drolt.optimizer;

import drolt.tensor.StepScope;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/** One parameter and the tensors that its optimizer keeps for it from step to step; owns the latter. */
final class ParameterState implements AutoCloseable {
    private final String name;
    private final Tensor parameter;
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();

    ParameterState(String name, Tensor parameter) {
        this.name = name;
        this.parameter = parameter;
    }

    Tensor parameter() {
        return parameter;
    }

    /** The gradient, or null where the last backward pass did not reach the parameter. Valid within the step. */
    @Nullable
    Tensor gradient() {
        Tensor gradient = parameter.grad();
        return gradient.defined() ? gradient : null;
    }

    /** Frees the gradient; the next backward pass then stores instead of adding. */
    void clearGradient() {
        parameter.mutable_grad().reset();
    }

    @Nullable
    Tensor get(String kind) {
        return tensors.get(kind);
    }

    /** A tensor of the parameter's shape, type and memory layout, undefined in content, kept under {@code kind}. */
    Tensor create(String kind) {
        try (StepScope scope = StepScope.open()) {
            return keep(kind, scope.keep(torch.empty_like(parameter)));
        }
    }

    /** An int64 scalar, kept under {@code kind}. */
    Tensor createCounter(String kind) {
        try (StepScope scope = StepScope.open()) {
            return keep(kind, scope.keep(Tensor.create(new long[] {0}, new long[] {})));
        }
    }

    private Tensor keep(String kind, Tensor tensor) {
        tensors.put(kind, tensor);
        return tensor;
    }

    String fullName(String kind) {
        return name + "." + kind;
    }

    void collectInto(Map<String, Tensor> state) {
        tensors.forEach((kind, tensor) -> state.put(fullName(kind), tensor));
    }

    @Override
    public void close() {
        tensors.values().forEach(Tensor::close);
        tensors.clear();
    }
}
