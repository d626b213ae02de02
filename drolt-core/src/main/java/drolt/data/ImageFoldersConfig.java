package drolt.data;

import com.fasterxml.jackson.annotation.JsonTypeName;
import drolt.configuration.ConfigException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Images in folders, one a class: {@code train/CLASS/*.jpg} and {@code test/CLASS/*.jpg}, or {@code CLASS/*.jpg} alone,
 * of which some are then cut off for the test. A folder {@code val}, {@code valid} or {@code validation} beside
 * {@code train} holds images for validation. Names of these folders may be in capitals.
 *
 * <p>Where images are cut off, {@code train} may hold the classes if no other folder beside it holds images. Else it may
 * be a class itself, and is refused.
 *
 * <p>A class is called as its folder, and labels follow the order of names; it may be missing in test and validation.
 * What is not used is counted in warnings.
 *
 * @param folder of the images, relative to the data folder
 * @param testShare share of each class's images cut off for the test where there is no folder {@code test}, in (0, 1);
 *     rounded half up, never a class's last image; null: there is such a folder, or {@code testPerClass}
 * @param testPerClass as many images of each class cut off for the test instead, at least 1, never more than half a class
 * @param splitSeed chooses the images of the test
 * @param groupBy a regular expression that is looked for in an image's path from the folder on: what its first
 *     parentheses match is the image's group, which no split parts; null: each image is one of its own
 * @param validationShare share of each class's training images cut off for validation, in [0, 1)
 * @param onBadImage what an image that cannot be used does; null: the run does not begin
 * @param shots limits of many, medium and few
 * @param normalization which statistics normalise the pixels
 * @param mean own statistics instead: red, green, blue of pixels scaled to [0, 1]; with {@code standardDeviation}
 * @param standardDeviation red, green, blue
 */
@JsonTypeName("image-folders")
public record ImageFoldersConfig(
        String folder,
        @Nullable Double testShare,
        @Nullable Integer testPerClass,
        long splitSeed,
        @Nullable String groupBy,
        double validationShare,
        @Nullable BadImageConfig onBadImage,
        ShotLimits shots,
        PhotoNormalization normalization,
        @Nullable List<Double> mean,
        @Nullable List<Double> standardDeviation)
        implements DatasetConfig {
    public ImageFoldersConfig {
        ImageListsConfig.requirePath("folder", folder);
        new TestCut(testShare, testPerClass, splitSeed); // refuses what makes no sense
        FileGroups.requireValid(groupBy);
        ValidationSplit.requireShare(validationShare);
        PhotoNormalization.requireValid(mean, standardDeviation);
    }

    @Override
    public boolean isOfFiles() {
        return true;
    }

    /** Depends on the folders alone. */
    @Override
    public boolean hasValidation() {
        return true;
    }

    /** Looks for the images; decodes none unless bad ones are to be left out. */
    @Override
    public ImageData load(Path dataFolder) {
        Path root = ImageListsConfig.requireFolder(dataFolder.resolve(folder).normalize());
        SplitFolders folders = SplitFolders.of(root);
        return new FolderImages(root, folders, new ImageSieve(onBadImage)).load(this);
    }

    @Override
    public PixelStatistics statistics() {
        return normalization.orOwn(mean, standardDeviation);
    }

    /** The folder of test images in a folder, by the names that a data set knows; empty: there is none. */
    public static Optional<Path> testFolder(Path folder) {
        return Optional.ofNullable(SplitFolders.of(folder).test());
    }

    /** The folder of validation images in a folder, by the names that a data set knows; empty: there is none. */
    public static Optional<Path> validationFolder(Path folder) {
        return Optional.ofNullable(SplitFolders.of(folder).validation());
    }

    /** The images that are cut off for the test. */
    TestCut testCut() {
        return new TestCut(testShare, testPerClass, splitSeed);
    }

    /** Puts images into groups. */
    ImageFiles grouped(ImageFiles images) {
        return groupBy == null ? images : new FileGroups(groupBy).of(images);
    }

    /** Throws where a folder and a share both say what validation is. */
    void requireOneValidation(@Nullable Path validation) {
        if (validation != null && validationShare > 0) {
            throw new ConfigException("dataset.validationShare: " + validationShare
                    + " must be 0, as there is a folder " + validation + "; remove one of the two");
        }
    }
}
