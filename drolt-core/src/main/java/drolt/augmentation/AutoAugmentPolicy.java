package drolt.augmentation;

import static drolt.augmentation.Operation.AUTO_CONTRAST;
import static drolt.augmentation.Operation.BRIGHTNESS;
import static drolt.augmentation.Operation.COLOR;
import static drolt.augmentation.Operation.CONTRAST;
import static drolt.augmentation.Operation.EQUALIZE;
import static drolt.augmentation.Operation.INVERT;
import static drolt.augmentation.Operation.POSTERIZE;
import static drolt.augmentation.Operation.ROTATE;
import static drolt.augmentation.Operation.SHARPNESS;
import static drolt.augmentation.Operation.SHEAR_X;
import static drolt.augmentation.Operation.SHEAR_Y;
import static drolt.augmentation.Operation.SOLARIZE;
import static drolt.augmentation.Operation.TRANSLATE_X;
import static drolt.augmentation.Operation.TRANSLATE_Y;

import java.util.List;

/**
 * The 25 pairs of operations that AutoAugment found on a data set.
 *
 * <p>Source: Cubuk et al., AutoAugment, appendix; as released with DRO-LT.
 */
public enum AutoAugmentPolicy {
    /** Found on CIFAR-10; used for CIFAR-100 too. */
    CIFAR10,

    /** Found on ImageNet. */
    IMAGENET;

    List<OperationPair> pairs() {
        return switch (this) {
            case CIFAR10 -> cifar10();
            case IMAGENET -> imagenet();
        };
    }

    private static List<OperationPair> cifar10() {
        return List.of(
                pair(0.1, INVERT, 7, 0.2, CONTRAST, 6),
                pair(0.7, ROTATE, 2, 0.3, TRANSLATE_X, 9),
                pair(0.8, SHARPNESS, 1, 0.9, SHARPNESS, 3),
                pair(0.5, SHEAR_Y, 8, 0.7, TRANSLATE_Y, 9),
                pair(0.5, AUTO_CONTRAST, 8, 0.9, EQUALIZE, 2),
                pair(0.2, SHEAR_Y, 7, 0.3, POSTERIZE, 7),
                pair(0.4, COLOR, 3, 0.6, BRIGHTNESS, 7),
                pair(0.3, SHARPNESS, 9, 0.7, BRIGHTNESS, 9),
                pair(0.6, EQUALIZE, 5, 0.5, EQUALIZE, 1),
                pair(0.6, CONTRAST, 7, 0.6, SHARPNESS, 5),
                pair(0.7, COLOR, 7, 0.5, TRANSLATE_X, 8),
                pair(0.3, EQUALIZE, 7, 0.4, AUTO_CONTRAST, 8),
                pair(0.4, TRANSLATE_Y, 3, 0.2, SHARPNESS, 6),
                pair(0.9, BRIGHTNESS, 6, 0.2, COLOR, 8),
                pair(0.5, SOLARIZE, 2, 0, INVERT, 3),
                pair(0.2, EQUALIZE, 0, 0.6, AUTO_CONTRAST, 0),
                pair(0.2, EQUALIZE, 8, 0.6, EQUALIZE, 4),
                pair(0.9, COLOR, 9, 0.6, EQUALIZE, 6),
                pair(0.8, AUTO_CONTRAST, 4, 0.2, SOLARIZE, 8),
                pair(0.1, BRIGHTNESS, 3, 0.7, COLOR, 0),
                pair(0.4, SOLARIZE, 5, 0.9, AUTO_CONTRAST, 3),
                pair(0.9, TRANSLATE_Y, 9, 0.7, TRANSLATE_Y, 9),
                pair(0.9, AUTO_CONTRAST, 2, 0.8, SOLARIZE, 3),
                pair(0.8, EQUALIZE, 8, 0.1, INVERT, 3),
                pair(0.7, TRANSLATE_Y, 9, 0.9, AUTO_CONTRAST, 1));
    }

    private static List<OperationPair> imagenet() {
        return List.of(
                pair(0.4, POSTERIZE, 8, 0.6, ROTATE, 9),
                pair(0.6, SOLARIZE, 5, 0.6, AUTO_CONTRAST, 5),
                pair(0.8, EQUALIZE, 8, 0.6, EQUALIZE, 3),
                pair(0.6, POSTERIZE, 7, 0.6, POSTERIZE, 6),
                pair(0.4, EQUALIZE, 7, 0.2, SOLARIZE, 4),
                pair(0.4, EQUALIZE, 4, 0.8, ROTATE, 8),
                pair(0.6, SOLARIZE, 3, 0.6, EQUALIZE, 7),
                pair(0.8, POSTERIZE, 5, 1, EQUALIZE, 2),
                pair(0.2, ROTATE, 3, 0.6, SOLARIZE, 8),
                pair(0.6, EQUALIZE, 8, 0.4, POSTERIZE, 6),
                pair(0.8, ROTATE, 8, 0.4, COLOR, 0),
                pair(0.4, ROTATE, 9, 0.6, EQUALIZE, 2),
                pair(0, EQUALIZE, 7, 0.8, EQUALIZE, 8),
                pair(0.6, INVERT, 4, 1, EQUALIZE, 8),
                pair(0.6, COLOR, 4, 1, CONTRAST, 8),
                pair(0.8, ROTATE, 8, 1, COLOR, 2),
                pair(0.8, COLOR, 8, 0.8, SOLARIZE, 7),
                pair(0.4, SHARPNESS, 7, 0.6, INVERT, 8),
                pair(0.6, SHEAR_X, 5, 1, EQUALIZE, 9),
                pair(0.4, COLOR, 0, 0.6, EQUALIZE, 3),
                pair(0.4, EQUALIZE, 7, 0.2, SOLARIZE, 4),
                pair(0.6, SOLARIZE, 5, 0.6, AUTO_CONTRAST, 5),
                pair(0.6, INVERT, 4, 1, EQUALIZE, 8),
                pair(0.6, COLOR, 4, 1, CONTRAST, 8),
                pair(0.8, EQUALIZE, 8, 0.6, EQUALIZE, 3));
    }

    private static OperationPair pair(
            double firstProbability,
            Operation first,
            int firstIndex,
            double secondProbability,
            Operation second,
            int secondIndex) {
        return new OperationPair(
                new RandomOperation(firstProbability, first, firstIndex),
                new RandomOperation(secondProbability, second, secondIndex));
    }
}
