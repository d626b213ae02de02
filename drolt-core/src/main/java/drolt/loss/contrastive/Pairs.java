package drolt.loss.contrastive;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * Anchors against candidates, the first of which are the anchors themselves.
 *
 * @param self where anchor and candidate are one, bool [M, K]
 * @param positives 1 where they are of one class and not one, else 0: float [M, K]
 */
record Pairs(Tensor self, Tensor positives) {
    /**
     * The pairs of some classes.
     *
     * @param anchors classes of the anchors, int64 [M]
     * @param candidates classes of the candidates, int64 [K], K at least M
     * @param like has the type that positives shall have
     */
    static Pairs of(Tensor anchors, Tensor candidates, Tensor like) {
        Tensor self =
                torch.arange(new Scalar(anchors.size(0))).unsqueeze(1).eq(torch.arange(new Scalar(candidates.size(0))));
        Tensor same = anchors.unsqueeze(1).eq(candidates).logical_and(self.logical_not());
        return new Pairs(self, same.to(like.scalar_type()));
    }

    /**
     * How badly anchors are distinguished from the candidates of other classes.
     *
     * <pre>{@code mean over i of  log sum over k != i of exp(s_ik) / w_ik  -  mean over the positives k of s_ik}</pre>
     *
     * @param similarities s, float [M, K]
     * @param weights w, float [M, K], above 0; null: 1
     * @return float scalar; every anchor must have a positive
     */
    Tensor contrast(Tensor similarities, @Nullable Tensor weights) {
        Tensor exponents = weights == null ? similarities : similarities.sub(weights.log());
        Tensor others = exponents.masked_fill(self, new Scalar(Double.NEGATIVE_INFINITY));
        Tensor own = similarities.mul(positives).sum(1).div(positives.sum(1));
        return others.logsumexp(1).sub(own).mean();
    }
}
