package drolt.augmentation;

import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** One step of a recipe's augmentation; the order of the list is the order of application. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
public sealed interface TransformConfig permits RandomCropConfig, RandomFlipConfig, AutoAugmentConfig, CutoutConfig {
    /** The transform; safe for use from several threads. */
    Transform build();
}
