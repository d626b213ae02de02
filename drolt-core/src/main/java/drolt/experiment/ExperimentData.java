package drolt.experiment;

import drolt.configuration.ConfigException;
import drolt.data.ClassCounts;
import drolt.data.DatasetConfig;
import drolt.data.ImageData;
import drolt.data.ImageDataset;
import drolt.data.PixelStatistics;
import drolt.data.ValidationSplit;
import drolt.training.Selection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The images of a run.
 *
 * @param train what is trained on; radii, weights and priors count it
 * @param validation what was split off the training set, or is set apart by the data set; null: nothing
 * @param shotCounts images of each class before the split; the groups by shot count these
 * @param leftOut paths of images that are left out because they cannot be used
 */
record ExperimentData(
        ImageDataset train,
        @Nullable ImageDataset validation,
        ImageDataset test,
        PixelStatistics statistics,
        ClassCounts shotCounts,
        List<String> leftOut) {
    /** Loads them; the seed draws the validation split. */
    static ExperimentData load(DatasetConfig config, Path dataFolder, long seed) {
        return of(config, config.load(dataFolder), seed);
    }

    /** Splits what the data set's configuration has loaded. */
    static ExperimentData of(DatasetConfig config, ImageData data, long seed) {
        ValidationSplit split = ValidationSplit.of(data.train(), config.validationShare(), seed);
        if (config.validationShare() > 0 && split.validation().size() == 0) {
            throw ValidationSplit.cutsNothing(
                    "validationShare", config.validationShare(), data.train(), ", or 0 for no validation");
        }
        ImageDataset cutOff = split.validation().size() == 0 ? null : split.validation();
        return new ExperimentData(
                split.train(),
                data.validation() == null ? cutOff : data.validation(),
                data.test(),
                data.statistics(),
                ClassCounts.of(data.train()),
                data.leftOut());
    }

    /** What an epoch is measured on. */
    @Nullable
    ImageDataset measured(Selection selection) {
        if (selection == Selection.VALIDATION && validation == null) {
            throw new ConfigException(
                    "dataset.validationShare: is so small that no image is left for validation; raise it");
        }
        return selection == Selection.TEST ? test : validation;
    }

    /** Means and deviations of the pixels, six numbers. */
    List<Double> normalization() {
        List<Double> values = new ArrayList<>();
        for (float mean : statistics.mean()) {
            values.add((double) mean);
        }
        for (float deviation : statistics.standardDeviation()) {
            values.add((double) deviation);
        }
        return List.copyOf(values);
    }
}
