package drolt.data;

import drolt.configuration.InvalidValueException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Fewer training images for few-shot classes, and all else equal: what a sweep over the number of tail images changes.
 *
 * <p>A class is few-shot by its count before the cut, and stays it. Kept are the first images of a class in the order of
 * the data set, which its seed draws; those of a smaller number are among those of a larger one.
 *
 * @param images the most that a few-shot class keeps, at least 1 and below {@code fewBelow}; null: all
 * @param shots where few begins
 */
record FewShotCut(@Nullable Integer images, ShotLimits shots) {
    FewShotCut {
        requireValid(images, shots);
    }

    static void requireValid(@Nullable Integer images, ShotLimits shots) {
        if (images != null && !(images >= 1 && images < shots.fewBelow())) {
            throw new InvalidValueException(
                    "fewShotImages",
                    images,
                    "must lie between 1 and " + (shots.fewBelow() - 1) + ", as a few-shot class has fewer than "
                            + shots.fewBelow() + " images (shots.fewBelow); for example 5, or null for all");
        }
    }

    /** What is left of each class. */
    ClassCounts of(ClassCounts counts) {
        return ClassCounts.of(IntStream.of(counts.toArray()).map(this::kept).toArray());
    }

    private int kept(int count) {
        return images == null || shots.of(count) != Shot.FEW ? count : Math.min(count, images);
    }

    /** What is left of a training set, in its order; itself where nothing is to be cut. */
    ImageDataset of(ImageDataset train) {
        if (images == null) {
            return train;
        }
        int[] left = of(ClassCounts.of(train)).toArray();
        return SubsetDataset.of(
                train,
                IntStream.range(0, train.size())
                        .filter(index -> left[train.label(index)]-- > 0)
                        .toArray());
    }
}
