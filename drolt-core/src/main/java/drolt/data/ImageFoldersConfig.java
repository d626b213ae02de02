package drolt.data;

import com.fasterxml.jackson.annotation.JsonTypeName;
import drolt.configuration.ConfigException;
import drolt.configuration.InvalidValueException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Images in folders, one a class: {@code train/CLASS/*.jpg} and {@code test/CLASS/*.jpg}, or {@code CLASS/*.jpg} alone,
 * of which a share is then cut off for the test.
 *
 * <p>Where a share is cut off, {@code train} may hold the classes if no other folder beside it holds images. Else it may
 * be a class itself, and is refused.
 *
 * <p>A class is called as its folder, and labels follow the order of names. Hidden files and files that are no images
 * are left out, with a warning that counts them.
 *
 * @param folder of the images, relative to the data folder
 * @param testShare share of each class's images cut off for the test where there is no folder {@code test}, in (0, 1);
 *     rounded half up, never a class's last image; null: there is such a folder
 * @param splitSeed chooses the images of the test
 * @param validationShare share of each class's training images cut off for validation, in [0, 1)
 * @param shots limits of many, medium and few
 * @param normalization which statistics normalise the pixels
 * @param mean own statistics instead: red, green, blue of pixels scaled to [0, 1]; with {@code standardDeviation}
 * @param standardDeviation red, green, blue
 */
@JsonTypeName("image-folders")
public record ImageFoldersConfig(
        String folder,
        @Nullable Double testShare,
        long splitSeed,
        double validationShare,
        ShotLimits shots,
        PhotoNormalization normalization,
        @Nullable List<Double> mean,
        @Nullable List<Double> standardDeviation)
        implements DatasetConfig {
    private static final Logger LOG = LoggerFactory.getLogger(ImageFoldersConfig.class);
    private static final String TRAIN = "train";
    private static final String TEST = "test";

    public ImageFoldersConfig {
        ImageListsConfig.requirePath("folder", folder);
        if (testShare != null && !(testShare > 0 && testShare < 1)) {
            throw new InvalidValueException(
                    "testShare",
                    testShare,
                    "must lie strictly between 0 and 1, for example 0.2; or null where there is a folder " + TEST);
        }
        ValidationSplit.requireShare(validationShare);
        PhotoNormalization.requireValid(mean, standardDeviation);
    }

    @Override
    public boolean isOfFiles() {
        return true;
    }

    /** Looks for the images; decodes none. */
    @Override
    public ImageData load(Path dataFolder) {
        Path root = ImageListsConfig.requireFolder(dataFolder.resolve(folder).normalize());
        Path train = root.resolve(TRAIN);
        Path test = root.resolve(TEST);
        List<String> others = ImageFolderTree.foldersWithImages(root).stream()
                .filter(name -> !name.equals(TRAIN) && !name.equals(TEST))
                .toList();
        if (testShare != null && !others.isEmpty()) {
            refuseReservedClasses(train, test, others.get(0));
        }
        if (Files.isDirectory(test)) {
            if (testShare != null) {
                throw new ConfigException("dataset.testShare: " + testShare + " must be null, as there is a folder "
                        + test + "; remove one of the two");
            }
            ImageFolderTree trainTree = ImageFolderTree.scan(root, ImageListsConfig.requireFolder(train));
            ImageFolderTree testTree = ImageFolderTree.scan(root, test);
            trainTree.requireClassesOf(testTree);
            testTree.requireClassesOf(trainTree);
            trainTree.requireClasses();
            warn(root, trainTree, testTree);
            if (!others.isEmpty()) {
                LOG.warn("{}: not read, as it stands beside train and test", root.resolve(others.get(0)));
            }
            return new ImageData(trainTree.images(), testTree.images(), statistics());
        }
        if (testShare == null) {
            throw new ConfigException(test + ": there is no such folder; make it, or let dataset.testShare cut off a"
                    + " share of each class's images, for example 0.2");
        }
        ImageFolderTree all = ImageFolderTree.scan(root, Files.isDirectory(train) ? train : root);
        all.requireClasses();
        warn(root, all);
        ImageFiles images = all.images();
        ValidationSplit split = ValidationSplit.of(images, testShare, splitSeed);
        if (split.validation().size() == 0) {
            throw ValidationSplit.cutsNothing("testShare", testShare, images, ", or make folders train and test");
        }
        return new ImageData(split.train(), split.validation(), statistics());
    }

    @Override
    public PixelStatistics statistics() {
        return normalization.orOwn(mean, standardDeviation);
    }

    /** A class may have one of these names, or the classes may lie in it: only the user knows. */
    private void refuseReservedClasses(Path train, Path test, String other) {
        boolean trains = Files.isDirectory(train);
        boolean tests = Files.isDirectory(test);
        if (trains || tests) {
            String mend = trains && tests
                    ? "rename both if they are classes, or set dataset.testShare to null if they hold the classes"
                    : trains
                            ? "rename it if it is a class, or set dataset.folder to " + Path.of(folder, TRAIN)
                                    + " if it holds the classes"
                            : "rename it";
            throw new ConfigException((trains ? train : test) + ": stands beside " + TextLines.shown(other)
                    + ", and where dataset.testShare is set no class may be called train or test; " + mend);
        }
    }

    private static void warn(Path root, ImageFolderTree... trees) {
        List<Path> ignored = new ArrayList<>();
        for (ImageFolderTree tree : trees) {
            ignored.addAll(tree.ignored());
        }
        if (!ignored.isEmpty()) {
            LOG.warn(
                    "{}: left out {}, hidden or no image; for example {}",
                    root,
                    ignored.size() == 1 ? "one entry" : ignored.size() + " entries",
                    root.relativize(ignored.get(0)));
        }
    }
}
