package drolt.training;

import drolt.augmentation.TransformConfig;
import drolt.configuration.ConfigException;
import drolt.data.ClassCounts;
import drolt.data.ImageDataset;
import drolt.data.PixelStatistics;
import drolt.data.ShotLimits;
import drolt.model.ModelConfig;
import drolt.tensor.MemoryLayout;
import drolt.tensor.Precision;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a stage is given besides its own configuration.
 *
 * @param model with the classifier that the stage trains and leaves
 * @param train what is trained on
 * @param measured what every epoch is measured on: the validation split, or the test set where that selects; null: none
 * @param testView what shows an image to evaluation, and to training where nothing augments; empty: as it is
 * @param seed of this stage
 * @param shotCounts images of each class before any split: the groups by shot count these
 * @param shots where these groups begin and end
 */
public record StageContext(
        ModelConfig model,
        ImageDataset train,
        @Nullable ImageDataset measured,
        Selection selection,
        PixelStatistics statistics,
        List<TransformConfig> augmentation,
        List<TransformConfig> testView,
        long seed,
        Precision precision,
        MemoryLayout layout,
        int loaderThreads,
        ClassCounts shotCounts,
        ShotLimits shots) {
    /** The seed of one part of the stage, far from those of the others. */
    public long seed(String part) {
        return StageSeed.of(seed, part);
    }

    /**
     * Images that are not trained on, and not those of the test.
     *
     * @throws ConfigException if there are none
     */
    ImageDataset heldOut() {
        if (measured == null || selection == Selection.TEST) {
            throw new ConfigException("a stage needs images that are not trained on, and there are none: "
                    + StageChecks.VALIDATION_MEND + ", and let selection be last or validation");
        }
        return measured;
    }

    /** A copy for a stage whose epochs cannot be measured: it keeps the last one. */
    StageContext unmeasured() {
        return new StageContext(
                model,
                train,
                null,
                Selection.LAST,
                statistics,
                augmentation,
                testView,
                seed,
                precision,
                layout,
                loaderThreads,
                shotCounts,
                shots);
    }
}
