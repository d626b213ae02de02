package drolt.optimizer;

import drolt.tensor.Engine;
import drolt.tensor.StepScope;
import drolt.tensor.Tensors;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** A few float64 parameters whose gradients a test sets as it likes; they outlive every scope. */
final class Weights implements AutoCloseable {
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();

    Weights() {
        Engine.load();
    }

    Weights add(String name, double... values) {
        try (StepScope scope = StepScope.open()) {
            tensors.put(name, scope.keep(Tensors.doubles(values, values.length).set_requires_grad(true)));
        }
        return this;
    }

    Weights addFloats(String name, float[] values, long... shape) {
        try (StepScope scope = StepScope.open()) {
            tensors.put(name, scope.keep(Tensors.floats(values, shape).set_requires_grad(true)));
        }
        return this;
    }

    Tensor get(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException(name);
        }
        return tensor;
    }

    Map<String, Tensor> map() {
        return tensors;
    }

    double[] values(String name) {
        return Tensors.toDoubles(get(name));
    }

    double[] gradient(String name) {
        return Tensors.toDoubles(get(name).grad());
    }

    /** Lets the engine compute this gradient, that of sum(gradient * weight), adding to one that is there. */
    void gradient(String name, double... gradient) {
        try (StepScope scope = StepScope.open()) {
            Tensor weight = get(name);
            Tensor factor = Tensors.doubles(gradient, weight.shape()).to(weight.scalar_type());
            weight.mul(factor).sum().backward();
        }
    }

    /** One group of the named weights. */
    ParameterGroup group(double learningRateScale, double weightDecay, String... names) {
        Map<String, Tensor> parameters = new LinkedHashMap<>();
        for (String name : names) {
            parameters.put(name, get(name));
        }
        return new ParameterGroup(parameters, learningRateScale, weightDecay);
    }

    /** One group of all weights. */
    List<ParameterGroup> oneGroup(double weightDecay) {
        return List.of(new ParameterGroup(tensors, 1, weightDecay));
    }

    @Override
    public void close() {
        tensors.values().forEach(Tensor::close);
    }
}
