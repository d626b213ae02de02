package drolt.loss;

import java.util.List;

/**
 * One loss in the first epochs of a stage, another in those that follow.
 *
 * <p>With the same loss twice, the second time re-weighted, this is deferred re-weighting (DRW). Source: Cao et al.,
 * Learning Imbalanced Datasets with Label-Distribution-Aware Margin Loss. Differs from the authors' program in
 * one thing: that one looks its list of two weightings up by the epoch over 160, and fails after 320.
 */
final class DeferredLoss extends CompositeLoss {
    private final int until;
    private final Loss first;
    private final Loss then;
    private Loss active;

    /**
     * @param until number of epochs of the first loss
     */
    DeferredLoss(int until, Loss first, Loss then) {
        super(List.of(new Member("first", first), new Member("then", then)));
        this.until = until;
        this.first = first;
        this.then = then;
        this.active = first;
    }

    @Override
    public void startEpoch(int epoch) {
        super.startEpoch(epoch);
        active = epoch < until ? first : then;
    }

    @Override
    List<Loss> active() {
        return List.of(active);
    }

    @Override
    public LossValue value(LossInput input) {
        return active.value(input);
    }
}
