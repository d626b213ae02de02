package drolt.augmentation;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import drolt.data.ImageSize;
import java.util.List;
import java.util.OptionalInt;

/** One step of a recipe's augmentation or test view; the order of the list is the order of application. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
public sealed interface TransformConfig
        permits RandomCrop,
                RandomFlip,
                AutoAugmentConfig,
                Cutout,
                RandomResizedCropConfig,
                ColorJitterConfig,
                RandomGrayscale,
                GaussianBlurConfig,
                ResizeConfig,
                CenterCrop {
    /** The transform; safe for use from several threads. */
    Transform build();

    /** The transforms of a list, in its order. */
    static List<Transform> buildAll(List<TransformConfig> configs) {
        return configs.stream().map(TransformConfig::build).toList();
    }

    /** Side of the square that it makes of an image of any size; empty: the size stays, or follows from the image's. */
    default OptionalInt side() {
        return OptionalInt.empty();
    }

    /** The size that it gives an image of this size. */
    default ImageSize shown(ImageSize size) {
        OptionalInt side = side();
        return side.isPresent() ? ImageSize.square(side.getAsInt()) : size;
    }

    /** Whether it draws random numbers. */
    default boolean isRandom() {
        return true;
    }
}
