package drolt.model;

import drolt.graph.GraphBuilder;
import drolt.graph.NetworkGraph;
import drolt.graph.Operation;
import drolt.tensor.StepScope;
import drolt.tensor.Tensors;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Logits W f + b. */
public final class LinearClassifier implements Classifier {
    private final Tensor weight;
    private final Tensor bias;
    private final boolean biasDecays;

    /** One whose weights are {@link LinearInitial#NORMAL} at first, its biases {@link LinearBias#UNIFORM}. */
    public LinearClassifier(int dimension, int classCount, long seed) {
        this(dimension, classCount, LinearInitial.NORMAL, LinearBias.UNIFORM, seed);
    }

    LinearClassifier(int dimension, int classCount, LinearInitial initial, LinearBias initialBias, long seed) {
        Initializer initializer = new Initializer(seed);
        weight = initial.weight(initializer, "linear.weight", classCount, dimension);
        bias = initialBias.initial(initializer, "linear.bias", classCount, dimension);
        biasDecays = initialBias.decays();
    }

    @Override
    public Tensor logits(Tensor features) {
        return torch.linear(features, weight, bias);
    }

    @Override
    public void emit(GraphBuilder graph, String features) {
        emit(graph, features, weight, bias);
    }

    /** The node of a linear layer; weight [C, D], bias [C]. */
    static void emit(GraphBuilder graph, String features, Tensor weight, Tensor bias) {
        String weights = graph.weight("linear.weight", Tensors.toFloats(weight), weight.shape());
        String biases = graph.weight("linear.bias", Tensors.toFloats(bias), bias.shape());
        graph.node(NetworkGraph.LOGITS, new Operation.Linear(), features, weights, biases);
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

    @Override
    public Set<String> withoutDecay() {
        return biasDecays ? Set.of() : Set.of("linear.bias");
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
