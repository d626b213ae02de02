package drolt.loss;

import com.fasterxml.jackson.annotation.JsonTypeName;

/**
 * Label-aware smoothing: {@link LabelAwareSmoothingLoss}.
 *
 * @param head e_h, smoothing of the largest class, in [0, 1)
 * @param tail e_t, smoothing of the smallest class, in [0, 1)
 */
@JsonTypeName("label-aware-smoothing")
public record LabelAwareSmoothingConfig(double head, double tail) implements LossConfig {
    public LabelAwareSmoothingConfig {
        CrossEntropyConfig.requireSmoothing("head", head);
        CrossEntropyConfig.requireSmoothing("tail", tail);
    }

    @Override
    public Loss build(LossContext context) {
        return new LabelAwareSmoothingLoss(this, context.counts());
    }
}
