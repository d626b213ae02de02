package drolt.loss;

import drolt.data.ClassCounts;
import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;

/**
 * Cross-entropy of logits that know how frequent each class is, so that the network need not learn it.
 *
 * <pre>{@code L = cross-entropy of l_c + tau log(n_c / N + 1e-12)}</pre>
 *
 * <p>The test takes l. Sources: Menon et al., Long-tail Learning via Logit Adjustment; at tau 1 Ren et al., Balanced
 * Meta-Softmax for Long-Tailed Visual Recognition, which writes log n_c and differs in classes without images alone:
 * there it is minus infinity.
 */
public final class LogitAdjustedLoss implements Loss {
    private final String part;
    private final ClassValues adjustments;
    private final CrossEntropyLoss crossEntropy;

    /**
     * @param part how the log calls it
     */
    public LogitAdjustedLoss(String part, double tau, ClassCounts counts) {
        this.part = part;
        adjustments = new ClassValues(Arrays.stream(counts.logPriors())
                .map(logPrior -> tau * logPrior)
                .toArray());
        crossEntropy = new CrossEntropyLoss(new CrossEntropyConfig(0, ClassWeighting.NONE, 1, null, null), counts);
    }

    @Override
    public LossValue value(LossInput input) {
        return LossValue.of(part, of(WorkingPrecision.of(input.logits()), input.labels()));
    }

    /**
     * The loss of some logits.
     *
     * @param logits float [B, C]
     * @param labels int64 [B]
     */
    public Tensor of(Tensor logits, Tensor labels) {
        return crossEntropy.of(logits.add(adjustments.all(logits.scalar_type())), labels);
    }

    @Override
    public void close() {
        adjustments.close();
        crossEntropy.close();
    }
}
