package drolt.loss.contrastive;

import drolt.loss.LossContext;
import drolt.loss.LossInput;
import drolt.loss.NamePrefix;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * The views that a loss compares, as directions on the sphere. It owns the head that projects them, whose parameters are
 * {@code head.*} among the loss's.
 */
final class ProjectedViews implements AutoCloseable {
    private static final NamePrefix HEAD = new NamePrefix("head.");

    private final ContrastedViews compared;
    private final ProjectionHead head;

    ProjectedViews(ContrastedViews compared, ProjectionHeadConfig config, LossContext context) {
        this.compared = compared;
        head = new ProjectionHead(config, context.dimension(LossInput.FEATURES), context.seed());
    }

    /**
     * Directions of the views, one view after the other.
     *
     * @return float [views B, P], each row of norm 1
     */
    Tensor directions(LossInput input) {
        return head.of(compared.features(input));
    }

    /** Labels of the same rows: int64 [views B]. */
    Tensor labels(LossInput input) {
        return compared.labels(input);
    }

    Map<String, Tensor> parameters() {
        return HEAD.before(head.parameters());
    }

    /** Takes the parameters out of the loss's state. */
    void restore(Map<String, Tensor> state) {
        head.restore(HEAD.of(state));
    }

    @Override
    public void close() {
        head.close();
    }
}
