package drolt.model;

import drolt.graph.GraphBuilder;
import drolt.tensor.NoGrad;
import drolt.tensor.StepScope;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/**
 * A linear classifier with one learned factor a class: logits s_c (w_c f + b_c), s from 1. The linear one stays fixed,
 * or learns too, as in the second stage of Zhong et al. (MiSLAS).
 *
 * <p>Source: Kang et al., Decoupling Representation and Classifier, learnable weight scaling. As in the released
 * program the bias is scaled too.
 */
public final class ScaledClassifier implements Classifier {
    private static final String SCALE = "linear.scale";

    private final LinearClassifier base;
    private final boolean baseLearns;
    private final Tensor scale;

    /** One whose base stays; takes ownership of it. */
    public ScaledClassifier(LinearClassifier base) {
        this(base, false);
    }

    /** Takes ownership of the base, whose parameters it freezes unless they learn too. */
    public ScaledClassifier(LinearClassifier base, boolean baseLearns) {
        this.base = base;
        this.baseLearns = baseLearns;
        base.parameters().values().forEach(parameter -> parameter.set_requires_grad(baseLearns));
        scale = Initializer.constant(1, base.bias().size(0));
    }

    /** Whether a parameter of this name belongs to the linear classifier below. */
    public static boolean isOfBase(String parameter) {
        return parameter.startsWith("linear.") && !parameter.equals(SCALE);
    }

    @Override
    public Tensor logits(Tensor features) {
        return base.logits(features).mul(scale);
    }

    @Override
    public void emit(GraphBuilder graph, String features) {
        try (NoGrad noGrad = NoGrad.open();
                StepScope scope = StepScope.open()) {
            LinearClassifier.emit(
                    graph,
                    features,
                    base.weight().mul(scale.unsqueeze(1)),
                    base.bias().mul(scale));
        }
    }

    @Override
    public Optional<Tensor> classWeights() {
        return Optional.of(base.weight().mul(scale.unsqueeze(1)));
    }

    @Override
    public Map<String, Tensor> parameters() {
        Map<String, Tensor> parameters = new LinkedHashMap<>();
        if (baseLearns) {
            parameters.putAll(base.parameters());
        }
        parameters.put(SCALE, scale);
        return parameters;
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
