package drolt.loss;

import drolt.data.ClassCounts;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * The focal loss on softmax probabilities.
 *
 * <pre>{@code
 * L = mean over the batch of w_y (1 - p_y)^gamma (-log p_y)                     form exact
 * L = mean over the batch of (1 - exp(-c))^gamma c,   c = w_y (-log p_y)        form released
 * }</pre>
 *
 * <p>Sources: Lin et al., Focal Loss for Dense Object Detection, which has sigmoids; the softmax form and its place of
 * the weight are those of Cao et al.'s program (LDAM). The mean divides by the batch's size, the weights sum to C.
 */
final class FocalLoss implements Loss {
    /** Below this, 1 - p counts as that much: a power below 1 has no finite slope at 0. */
    private static final double SMALLEST_REST = 1e-12;

    private final FocalConfig config;
    private final ClassValues weights;

    FocalLoss(FocalConfig config, ClassCounts counts) {
        this.config = config;
        weights = new ClassValues(config.weighting().weightsOfMeanOne(counts, config.beta()));
    }

    @Override
    public LossValue value(LossInput input) {
        Tensor logits = WorkingPrecision.of(input.logits());
        Tensor labels = input.labels();
        Tensor crossEntropy =
                logits.log_softmax(1).gather(1, labels.unsqueeze(1)).squeeze(1).neg();
        Tensor weighted = crossEntropy.mul(weights.of(labels, logits.scalar_type()));
        Tensor focussed = config.form() == FocalForm.EXACT ? crossEntropy : weighted;
        Tensor rest = focussed.neg().expm1().neg().clamp_min(new Scalar(SMALLEST_REST)); // 1 - p, exact near p = 1
        return LossValue.of(
                "focal", rest.pow(new Scalar(config.gamma())).mul(weighted).mean());
    }

    @Override
    public void close() {
        weights.close();
    }
}
