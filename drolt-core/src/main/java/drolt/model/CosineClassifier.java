package drolt.model;

import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Logits s cos(f, w_c): features and weight rows are scaled to norm 1, no bias.
 *
 * <p>Source: the normed linear layer of Cao et al. (LDAM); weights uniform in (-1, 1).
 */
public final class CosineClassifier implements Classifier {
    private static final double SMALLEST_NORM = 1e-12;

    private final Tensor weight;
    private final double scale;

    public CosineClassifier(int dimension, int classCount, double scale, long seed) {
        weight = new Initializer(seed).uniform("linear.weight", 1, classCount, dimension);
        this.scale = scale;
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
    public Map<String, Tensor> parameters() {
        return Map.of("linear.weight", weight);
    }

    @Override
    public void close() {
        weight.close();
    }
}
