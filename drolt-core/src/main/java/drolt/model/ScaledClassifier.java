package drolt.model;

import drolt.tensor.NoGrad;
import drolt.tensor.StepScope;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/**
 * A fixed linear classifier with one learned factor a class: logits s_c (w_c f + b_c), s from 1.
 *
 * <p>Source: Kang et al., Decoupling Representation and Classifier, learnable weight scaling. As in the released
 * program the bias is scaled too.
 */
public final class ScaledClassifier implements Classifier {
    private final LinearClassifier base;
    private final Tensor scale;

    /** Takes ownership of the base, whose parameters it freezes. */
    public ScaledClassifier(LinearClassifier base) {
        this.base = base;
        base.parameters().values().forEach(parameter -> parameter.set_requires_grad(false));
        scale = Initializer.constant(1, base.bias().size(0));
    }

    @Override
    public Tensor logits(Tensor features) {
        return base.logits(features).mul(scale);
    }

    @Override
    public Optional<Tensor> classWeights() {
        return Optional.of(base.weight().mul(scale.unsqueeze(1)));
    }

    @Override
    public Map<String, Tensor> parameters() {
        return Map.of("linear.scale", scale);
    }

    /** Multiplies the factors into the base and returns it; this classifier must not be used afterwards. */
    public LinearClassifier fold() {
        try (NoGrad noGrad = NoGrad.open();
                StepScope scope = StepScope.open()) {
            base.set(base.weight().mul(scale.unsqueeze(1)), base.bias().mul(scale));
        }
        scale.close();
        return base;
    }

    @Override
    public void close() {
        base.close();
        scale.close();
    }
}
