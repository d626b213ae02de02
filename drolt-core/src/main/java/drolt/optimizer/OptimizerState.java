package drolt.optimizer;

import drolt.tensor.NoGrad;
import drolt.tensor.StepScope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/** What all optimizers share: their groups, and the storing, restoring and freeing of what they remember. */
final class OptimizerState implements AutoCloseable {
    /** Name of an int64 scalar; every other kind has the shape and type of its parameter. */
    static final String STEP = "step";

    /** The parameters of one {@link ParameterGroup}. */
    record Group(List<ParameterState> parameters, double learningRateScale, double weightDecay) {}

    private final List<Group> groups = new ArrayList<>();
    private final List<String> kinds;

    /**
     * @param kinds names of the tensors kept for a parameter, all of them or none
     * @throws IllegalArgumentException if two parameters share a name
     */
    OptimizerState(List<ParameterGroup> parameterGroups, List<String> kinds) {
        this.kinds = List.copyOf(kinds);
        Set<String> names = new HashSet<>();
        for (ParameterGroup group : parameterGroups) {
            List<ParameterState> parameters = new ArrayList<>();
            group.parameters().forEach((name, parameter) -> {
                if (!names.add(name)) {
                    throw new IllegalArgumentException("two parameters are called " + name);
                }
                parameters.add(new ParameterState(name, parameter));
            });
            groups.add(new Group(List.copyOf(parameters), group.learningRateScale(), group.weightDecay()));
        }
    }

    List<Group> groups() {
        return Collections.unmodifiableList(groups);
    }

    void clearGradients() {
        forEach(ParameterState::clearGradient);
    }

    /** All tensors kept, by name, names sorted. */
    Map<String, Tensor> view() {
        Map<String, Tensor> state = new TreeMap<>();
        forEach(parameter -> parameter.collectInto(state));
        return Collections.unmodifiableMap(state);
    }

    /**
     * Copies the values, and forgets what {@code stored} does not hold.
     *
     * @throws IllegalArgumentException if a name, a shape or a type does not belong to these parameters; nothing has
     *     been changed then
     */
    void restore(Map<String, Tensor> stored) {
        check(stored);
        try (NoGrad noGrad = NoGrad.open()) {
            forEach(parameter -> {
                parameter.close();
                for (String kind : kinds) {
                    Tensor value = stored.get(parameter.fullName(kind));
                    if (value != null) {
                        (kind.equals(STEP) ? parameter.createCounter(kind) : parameter.create(kind)).copy_(value);
                    }
                }
            });
        }
    }

    private void check(Map<String, Tensor> stored) {
        Map<String, @Nullable Tensor> unknown = new HashMap<>(stored);
        try (StepScope scope = StepScope.open()) {
            Tensor counter = Tensor.create(new long[] {0}, new long[] {});
            forEach(parameter -> {
                int present = 0;
                for (String kind : kinds) {
                    Tensor value = unknown.remove(parameter.fullName(kind));
                    if (value != null) {
                        present++;
                        checkAlike(
                                parameter.fullName(kind), value, kind.equals(STEP) ? counter : parameter.parameter());
                    }
                }
                if (present != 0 && present != kinds.size()) {
                    throw new IllegalArgumentException("optimizer state is incomplete: of "
                            + kinds.stream().map(parameter::fullName).toList() + " only " + present + " are there");
                }
            });
        }
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("optimizer state is of other parameters or another optimizer: "
                    + Collections.min(unknown.keySet()) + " is unknown");
        }
    }

    private static void checkAlike(String name, Tensor value, Tensor expected) {
        if (!Arrays.equals(value.shape(), expected.shape())
                || value.scalar_type().value != expected.scalar_type().value) {
            throw new IllegalArgumentException("optimizer state " + name + " has shape "
                    + Arrays.toString(value.shape()) + " and type " + value.scalar_type() + ", not "
                    + Arrays.toString(expected.shape()) + " and " + expected.scalar_type());
        }
    }

    private void forEach(Consumer<ParameterState> action) {
        groups.forEach(group -> group.parameters().forEach(action));
    }

    @Override
    public void close() {
        forEach(ParameterState::close);
    }
}
