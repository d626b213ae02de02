package drolt.loss;

import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What a stage minimises. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
public sealed interface LossConfig permits CrossEntropyConfig, DroLtConfig {
    /** The loss of one training; the caller closes it. */
    Loss build(LossContext context);

    /** Whether this is the released program's loss, the one case in which the test set may select an epoch. */
    default boolean isReleased() {
        return false;
    }
}
