package drolt.augmentation;

import drolt.data.RgbImage;
import java.util.random.RandomGenerator;

/** Shifts by up to the padding in each direction; what enters is black. */
final class RandomCrop implements Transform {
    private final int padding;

    RandomCrop(int padding) {
        this.padding = padding;
    }

    @Override
    public RgbImage apply(RgbImage image, RgbImage spare, RandomGenerator random) {
        int top = random.nextInt(2 * padding + 1) - padding;
        int left = random.nextInt(2 * padding + 1) - padding;
        return top == 0 && left == 0 ? image : ShiftedWindow.cut(image, spare, top, left, (byte) 0);
    }
}
