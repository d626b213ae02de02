package drolt.loss;

import drolt.data.ClassCounts;
import drolt.tensor.StepScope;
import drolt.tensor.Tensors;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * Softmax cross-entropy, the engine's own.
 *
 * <pre>{@code L = sum over the batch of w_y (-log p_y) / sum over the batch of w_y}</pre>
 */
final class CrossEntropyLoss implements Loss {
    private static final long NO_IGNORED_LABEL = -100;

    private final CrossEntropyTerm term;
    private final Tensor weights;

    CrossEntropyLoss(CrossEntropyTerm term, ClassCounts counts) {
        this.term = term;
        double[] values = term.weighting().weights(counts);
        try (StepScope scope = StepScope.open()) {
            weights = scope.keep(Tensors.doubles(values, values.length));
        }
    }

    @Override
    public LossValue value(LossInput input) {
        Tensor crossEntropy = crossEntropy(input);
        return new LossValue(crossEntropy, List.of(new LossValue.Part("crossEntropy", crossEntropy.detach())));
    }

    Tensor crossEntropy(LossInput input) {
        Tensor logits = WorkingPrecision.of(input.logits());
        TensorOptional classWeights = term.weighting() == ClassWeighting.NONE
                ? new TensorOptional()
                : new TensorOptional(weights.to(logits.scalar_type()));
        return torch.cross_entropy_loss(
                logits,
                input.labels(),
                classWeights,
                torch.Reduction.Mean.value,
                NO_IGNORED_LABEL,
                term.labelSmoothing());
    }

    @Override
    public void close() {
        weights.close();
    }
}
