package drolt.loss;

import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What a stage minimises. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
public sealed interface LossConfig permits CrossEntropyConfig, DroLtConfig {
    /** The loss of one training; the caller closes it. */
    Loss build(LossContext context);
}
