package drolt.loss;

import drolt.data.ClassCounts;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The class-balanced focal loss: a decision for or against each class, of which those that are right count less.
 *
 * <pre>{@code
 * t_k = l_k for k = y, else -l_k
 * L   = sum over the batch of w_y sum_k sigmoid(-t_k)^gamma log(1 + exp(-t_k)) / B,       sum_c w_c = C
 * }</pre>
 *
 * <p>Sources: Lin et al., Focal Loss for Dense Object Detection; Cui et al., Class-Balanced Loss Based on Effective
 * Number of Samples. Both terms are taken from log sigmoid, so that no logit is too large. The authors' program starts
 * the classifier's biases at -log(C - 1), without decay, which is a key of the classifier here: {@code bias: rare}.
 */
final class SigmoidFocalLoss implements Loss {
    private final SigmoidFocalConfig config;
    private final ClassValues weights;

    SigmoidFocalLoss(SigmoidFocalConfig config, ClassCounts counts) {
        this.config = config;
        weights = new ClassValues(config.weighting().weightsOfMeanOne(counts, config.beta()));
    }

    @Override
    public LossValue value(LossInput input) {
        Tensor logits = WorkingPrecision.of(input.logits());
        Tensor labels = input.labels();
        Tensor sign = torch.one_hot(labels, logits.size(1))
                .mul(new Scalar(2L))
                .sub(new Scalar(1L))
                .to(logits.scalar_type());
        Tensor right = logits.mul(sign);
        Tensor loss = torch.log_sigmoid(right).neg();
        Tensor focus =
                torch.log_sigmoid(right.neg()).mul(new Scalar(config.gamma())).exp();
        Tensor perSample = focus.mul(loss).sum(1).mul(weights.of(labels, logits.scalar_type()));
        return LossValue.of("sigmoidFocal", perSample.mean());
    }

    @Override
    public void close() {
        weights.close();
    }
}
