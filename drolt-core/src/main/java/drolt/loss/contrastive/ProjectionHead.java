package drolt.loss.contrastive;

import drolt.tensor.StepScope;
import drolt.tensor.Tensors;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * From features to the unit sphere.
 *
 * <pre>{@code z = u / |u|,   u = W2 relu(norm(W1 f + b1)) + b2}</pre>
 *
 * <p>norm is batch normalisation by the batch's own statistics, or nothing: the head is used in training alone, so there
 * are no running ones. Weights and biases are at first uniform in +-1 / sqrt(inputs), as PyTorch has them. Source: Khosla
 * et al., Supervised Contrastive Learning (2020); with normalisation Du et al., Probabilistic Contrastive Learning (2024).
 */
public final class ProjectionHead implements AutoCloseable {
    private static final double SMALLEST_NORM = 1e-12;
    private static final double EPSILON = 1e-5;
    private static final String SCALE = "norm.weight";
    private static final String SHIFT = "norm.bias";

    private final Map<String, Tensor> parameters = new LinkedHashMap<>();
    private final long seed;
    private final boolean batchNorm;

    /**
     * @param inputs D
     * @param seed of the initial values
     */
    ProjectionHead(ProjectionHeadConfig config, int inputs, long seed) {
        this(inputs, config.hidden() == null ? inputs : config.hidden(), config.dimension(), config.batchNorm(), seed);
    }

    /**
     * One that no loss owns.
     *
     * @param inputs D
     * @param hidden width of the hidden layer
     * @param dimension P
     * @param batchNorm whether the hidden layer is normalised
     * @param seed of the initial values
     */
    public ProjectionHead(int inputs, int hidden, int dimension, boolean batchNorm, long seed) {
        this.seed = seed;
        this.batchNorm = batchNorm;
        addLayer("hidden", hidden, inputs);
        if (batchNorm) {
            add(SCALE, filled(hidden, 1), hidden);
            add(SHIFT, filled(hidden, 0), hidden);
        }
        addLayer("output", dimension, hidden);
    }

    private void addLayer(String name, int outputs, int inputs) {
        double bound = 1 / Math.sqrt(inputs);
        add(name + ".weight", uniform(name + ".weight", bound, Math.multiplyExact(outputs, inputs)), outputs, inputs);
        add(name + ".bias", uniform(name + ".bias", bound, outputs), outputs);
    }

    private float[] uniform(String name, double bound, int length) {
        Random random = new Random(seed * 0x9E3779B97F4A7C15L + name.hashCode());
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) (bound * (2 * random.nextDouble() - 1));
        }
        return values;
    }

    private static float[] filled(int length, float value) {
        float[] values = new float[length];
        Arrays.fill(values, value);
        return values;
    }

    private void add(String name, float[] values, long... shape) {
        try (StepScope scope = StepScope.open()) {
            Tensor parameter = scope.keep(Tensors.floats(values, shape));
            parameter.set_requires_grad(true);
            parameters.put(name, parameter);
        }
    }

    /**
     * The directions of some rows.
     *
     * @param rows float [M, D]
     * @return the same type [M, P], each row of norm 1
     */
    public Tensor of(Tensor rows) {
        ScalarType type = rows.scalar_type();
        Tensor hidden = layer("hidden", rows, type);
        if (batchNorm) {
            hidden = torch.batch_norm(
                    hidden,
                    new TensorOptional(parameter(SCALE, type)),
                    new TensorOptional(parameter(SHIFT, type)),
                    new TensorOptional(),
                    new TensorOptional(),
                    true,
                    0,
                    EPSILON,
                    false);
        }
        Tensor output = layer("output", hidden.relu(), type);
        Tensor norms = output.norm(new ScalarOptional(new Scalar(2.0)), new long[] {1}, true);
        return output.div(norms.clamp_min(new Scalar(SMALLEST_NORM)));
    }

    private Tensor layer(String name, Tensor rows, ScalarType type) {
        return torch.linear(rows, parameter(name + ".weight", type), parameter(name + ".bias", type));
    }

    private Tensor parameter(String name, ScalarType type) {
        Tensor parameter = parameters.get(name);
        if (parameter == null) {
            throw new IllegalStateException("no parameter " + name);
        }
        return parameter.to(type);
    }

    /** Weights and biases by name, float32. */
    public Map<String, Tensor> parameters() {
        return parameters;
    }

    /** Copies the values in which it finds its own names. */
    void restore(Map<String, Tensor> state) {
        parameters.forEach((name, parameter) -> {
            Tensor stored = state.get(name);
            if (stored == null) {
                return;
            }
            if (!Arrays.equals(stored.shape(), parameter.shape())) {
                throw new IllegalArgumentException(name + " of the projection head has shape "
                        + Arrays.toString(stored.shape()) + ", not " + Arrays.toString(parameter.shape()));
            }
            try (StepScope scope = StepScope.open()) {
                // the same Tensor keeps its place in the optimizer; from an array, so that no storage is shared
                parameter.set_data(Tensors.floats(Tensors.toFloats(stored), parameter.shape()));
            }
        });
    }

    @Override
    public void close() {
        parameters.values().forEach(Tensor::close);
    }
}
