package drolt.loss;

import com.fasterxml.jackson.annotation.JsonTypeName;
import drolt.configuration.InvalidValueException;

/**
 * One loss, and from some epoch on another: {@link DeferredLoss}.
 *
 * @param until last epoch of the first loss, from 1, counted in the stage: in a stage that has no more epochs than that
 *     the other is never used
 * @param first until then
 * @param then afterwards
 */
@JsonTypeName("deferred")
public record DeferredConfig(int until, LossConfig first, LossConfig then) implements LossConfig {
    public DeferredConfig {
        if (until < 1) {
            throw new InvalidValueException("until", until, "must be at least 1, an epoch of the stage");
        }
        if (first.needs().memory() && then.needs().memory()) {
            throw new InvalidValueException(
                    "then",
                    "the loss",
                    "learns the classifier's memory, as the first does; add that term once, in a sum around both");
        }
        if (first.needs().and(then.needs()).updates().size() > 1) {
            throw new InvalidValueException(
                    "then",
                    "the loss",
                    "learns its parameters with another learningRateScale or weightDecay than the first; make them alike");
        }
    }

    @Override
    public int experts() {
        return Math.max(first.experts(), then.experts());
    }

    @Override
    public LossNeeds needs() {
        return first.needs().and(then.needs());
    }

    @Override
    public Loss build(LossContext context) {
        return new DeferredLoss(until, first.build(context), then.build(context));
    }
}
