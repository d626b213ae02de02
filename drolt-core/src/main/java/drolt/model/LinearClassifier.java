package drolt.model;

import drolt.tensor.StepScope;
import drolt.tensor.Tensors;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Logits W f + b; biases uniform in +-1 / sqrt(D) at first. */
public final class LinearClassifier implements Classifier {
    private final Tensor weight;
    private final Tensor bias;

    /** One whose weights are {@link LinearInitial#NORMAL} at first. */
    public LinearClassifier(int dimension, int classCount, long seed) {
        this(dimension, classCount, LinearInitial.NORMAL, seed);
    }

    LinearClassifier(int dimension, int classCount, LinearInitial initial, long seed) {
        Initializer initializer = new Initializer(seed);
        weight = initial.weight(initializer, "linear.weight", classCount, dimension);
        bias = initializer.uniform("linear.bias", 1 / Math.sqrt(dimension), classCount);
    }

    @Override
    public Tensor logits(Tensor features) {
        return torch.linear(features, weight, bias);
    }

    @Override
    public Optional<Tensor> classWeights() {
        return Optional.of(weight);
    }

    @Override
    public Map<String, Tensor> parameters() {
        Map<String, Tensor> parameters = new LinkedHashMap<>();
        parameters.put("linear.weight", weight);
        parameters.put("linear.bias", bias);
        return parameters;
    }

    /** float32 [C, D]. */
    public Tensor weight() {
        return weight;
    }

    /** float32 [C]. */
    public Tensor bias() {
        return bias;
    }

    /** Copies values into this classifier. */
    public void set(Tensor newWeight, Tensor newBias) {
        weight.set_data(newWeight.detach().clone());
        bias.set_data(newBias.detach().clone());
    }

    /** Adds a number to each class's bias. */
    public void shiftBias(IntToDoubleFunction shift) {
        double[] values = Tensors.toDoubles(bias);
        float[] shifted = new float[values.length];
        for (int label = 0; label < values.length; label++) {
            shifted[label] = (float) (values[label] + shift.applyAsDouble(label));
        }
        try (StepScope scope = StepScope.open()) {
            bias.set_data(Tensors.floats(shifted, shifted.length));
        }
    }

    @Override
    public void close() {
        weight.close();
        bias.close();
    }
}
