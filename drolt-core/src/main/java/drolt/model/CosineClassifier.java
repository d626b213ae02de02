package drolt.model;

import drolt.graph.GraphBuilder;
import drolt.graph.Operation;
import drolt.tensor.NoGrad;
import drolt.tensor.StepScope;
import drolt.tensor.Tensors;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * Logits s cos(f, w_c): features and weight rows are scaled to norm 1, no bias.
 *
 * <p>Source: the normed linear layer of Cao et al. (LDAM), which has s = 1 and weights uniform in (-1, 1), each class's
 * scaled to norm 1 once. The norm of the weights does not change a logit, but the angle that a step turns them by falls
 * with its square: weights as they are drawn, of norm sqrt(D / 3), turn D / 3 times more slowly.
 */
public final class CosineClassifier implements Classifier {
    private static final double SMALLEST_NORM = 1e-12;

    private final Tensor weight;
    private final double scale;

    /** @param initialNorm of each class's weights; null: as drawn */
    public CosineClassifier(int dimension, int classCount, double scale, @Nullable Double initialNorm, long seed) {
        weight = new Initializer(seed).uniform("linear.weight", 1, classCount, dimension);
        this.scale = scale;
        if (initialNorm != null) {
            try (NoGrad noGrad = NoGrad.open();
                    StepScope scope = StepScope.open()) {
                weight.set_data(unit(weight).mul(new Scalar(initialNorm)));
            }
        }
    }

    @Override
    public Tensor logits(Tensor features) {
        return torch.linear(unit(features), unit(weight)).mul(new Scalar(scale));
    }

    private static Tensor unit(Tensor rows) {
        Tensor norms = rows.norm(new ScalarOptional(new Scalar(2.0)), new long[] {1}, true);
        return rows.div(norms.clamp_min(new Scalar(SMALLEST_NORM)));
    }

    @Override
    public void emit(GraphBuilder graph, String features) {
        try (NoGrad noGrad = NoGrad.open();
                StepScope scope = StepScope.open()) {
            String unit = graph.node(
                    "unit",
                    new Operation.UnitRows(),
                    features,
                    graph.weight("unit.smallest", new float[] {(float) SMALLEST_NORM}, 1));
            Tensor scaled = unit(weight).mul(new Scalar(scale));
            LinearClassifier.emit(graph, unit, scaled, Tensors.floats(new float[(int) weight.size(0)], weight.size(0)));
        }
    }

    @Override
    public Optional<Tensor> classWeights() {
        return Optional.of(weight);
    }

    @Override
    public Map<String, Tensor> parameters() {
        return Map.of("linear.weight", weight);
    }

    @Override
    public void close() {
        weight.close();
    }
}
