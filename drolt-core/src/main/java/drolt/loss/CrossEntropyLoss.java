package drolt.loss;

import drolt.data.ClassCounts;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * Softmax cross-entropy, the engine's own.
 *
 * <pre>{@code
 * L = sum over the batch of w_y (-log p_y) / sum over the batch of w_y      normalization weight-sum
 * L = sum over the batch of w_y (-log p_y) / B                              normalization batch-size, sum_c w_c = C
 * }</pre>
 */
public final class CrossEntropyLoss implements Loss {
    private static final long NO_IGNORED_LABEL = -100;

    private final CrossEntropyConfig config;
    private final boolean perSample;
    private final ClassValues weights;

    public CrossEntropyLoss(CrossEntropyConfig config, ClassCounts counts) {
        this.config = config;
        // without weights the two are one, and the engine's mean keeps its bits
        perSample = config.normalization() == LossNormalization.BATCH_SIZE && config.weighting() != ClassWeighting.NONE;
        ClassWeighting weighting = config.weighting();
        weights = new ClassValues(
                perSample
                        ? weighting.weightsOfMeanOne(counts, config.beta())
                        : weighting.weights(counts, config.beta()));
    }

    @Override
    public LossValue value(LossInput input) {
        Tensor crossEntropy = of(WorkingPrecision.of(input.logits()), input.labels());
        return new LossValue(
                crossEntropy.mul(new Scalar(config.weight())), // exact where it is 1
                List.of(new LossValue.Part("crossEntropy", crossEntropy.detach())));
    }

    /**
     * The loss of some logits, without the factor {@link CrossEntropyConfig#weight}.
     *
     * @param logits float [B, C]
     * @param labels int64 [B]
     * @return float scalar
     */
    public Tensor of(Tensor logits, Tensor labels) {
        TensorOptional classWeights = config.weighting() == ClassWeighting.NONE
                ? new TensorOptional()
                : new TensorOptional(weights.all(logits.scalar_type()));
        Tensor loss = torch.cross_entropy_loss(
                logits,
                labels,
                classWeights,
                perSample ? torch.Reduction.Sum.value : torch.Reduction.Mean.value,
                NO_IGNORED_LABEL,
                config.labelSmoothing());
        return perSample ? loss.div(new Scalar((double) labels.size(0))) : loss;
    }

    @Override
    public void close() {
        weights.close();
    }
}
