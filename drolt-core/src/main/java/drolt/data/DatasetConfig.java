package drolt.data;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import drolt.configuration.ConfigException;
import java.nio.file.Path;
import java.util.Optional;

/** Which data set a recipe trains and tests on; one record a kind. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
public sealed interface DatasetConfig
        permits EmbeddedConfig, Cifar10Config, Cifar100Config, ImageListsConfig, ImageFoldersConfig, ImageTableConfig {
    /**
     * Reads the data set.
     *
     * @param dataFolder where data sets lie, or the folder of this one, or its archive
     * @return images whose training part has at least one image of each class
     * @throws ConfigException if the data is missing or broken, or a class is left without an image; names the file
     */
    ImageData load(Path dataFolder);

    /** What normalises the pixels; needs none of the data set's files. Those of {@link #load}. */
    PixelStatistics statistics();

    /** What is known of the training images before any is read; empty if only the files show it. */
    default Optional<DataSize> size() {
        return Optional.empty();
    }

    /** Share of each class's training images that is cut off for validation, in [0, 1). */
    double validationShare();

    /** The limits of the groups many, medium and few. */
    ShotLimits shots();

    /** Whether there are images to select an epoch by: a share that is cut off, or images set apart by the data set. */
    default boolean hasValidation() {
        return validationShare() > 0;
    }

    /** Whether it is files of the user's own, some of which may be others the next time. */
    default boolean isOfFiles() {
        return false;
    }

    /** How the training images were drawn from a larger set; empty where the data set is used whole or is generated. */
    default Optional<SubsetDraw> draw() {
        return Optional.empty();
    }
}
