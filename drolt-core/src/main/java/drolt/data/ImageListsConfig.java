package drolt.data;

import com.fasterxml.jackson.annotation.JsonTypeName;
import drolt.configuration.ConfigException;
import drolt.configuration.InvalidValueException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Images in a folder, named by list files: ImageNet-LT, Places-LT and iNaturalist 2018 by their official lists, or one's
 * own.
 *
 * <p>A relative path of a list is looked for in the working folder, then in the data folder, then in the images' folder.
 *
 * <p>Source of the lists: Liu et al., Large-Scale Long-Tailed Recognition in an Open World (2019); Kang et al. (2020).
 *
 * @param folder where the paths of the lists begin, itself relative to the data folder
 * @param trainList what is trained on
 * @param testList what is measured on; null: {@code testShare} or {@code testPerClass} cuts it off the training images
 * @param testShare share of each class's training images cut off for the test, in (0, 1); rounded half up, never a class's
 *     last image
 * @param testPerClass as many images of each class cut off the training images for the test, at least 1, never more than
 *     half a class
 * @param splitSeed chooses the images that are cut off for the test; null: 0
 * @param validationList what an epoch is selected by, instead of {@code validationShare}
 * @param classNames a file of names in label order, one a line; null: a class is called by its label
 * @param validationShare share of each class's training images cut off for validation, in [0, 1)
 * @param onBadImage what an image that cannot be used does; null: the run does not begin
 * @param shots limits of many, medium and few
 * @param normalization which statistics normalise the pixels
 * @param mean own statistics instead: red, green, blue of pixels scaled to [0, 1]; with {@code standardDeviation}
 * @param standardDeviation red, green, blue
 */
@JsonTypeName("image-lists")
public record ImageListsConfig(
        String folder,
        String trainList,
        @Nullable String testList,
        @Nullable Double testShare,
        @Nullable Integer testPerClass,
        @Nullable Long splitSeed,
        @Nullable String validationList,
        @Nullable String classNames,
        double validationShare,
        @Nullable BadImageConfig onBadImage,
        ShotLimits shots,
        PhotoNormalization normalization,
        @Nullable List<Double> mean,
        @Nullable List<Double> standardDeviation)
        implements DatasetConfig {
    public ImageListsConfig {
        requirePath("folder", folder);
        requirePath("trainList", trainList);
        requirePath("testList", testList);
        requirePath("validationList", validationList);
        requirePath("classNames", classNames);
        boolean cuts = new TestCut(testShare, testPerClass, 0).cuts();
        String choice = "name a list of test images, or set testPerClass and not both, for example 10";
        if (testList == null && !cuts) {
            throw new InvalidValueException("testList", "null", "says nothing: " + choice);
        }
        if (testList != null && testPerClass != null) {
            throw new InvalidValueException("testPerClass", testPerClass, "says nothing: " + choice);
        }
        if (testList != null && testShare != null) {
            throw new InvalidValueException("testShare", testShare, "must be null where there is a testList");
        }
        if (splitSeed != null && !cuts) {
            throw new InvalidValueException(
                    "splitSeed", splitSeed, "must be null where testPerClass and testShare are");
        }
        ValidationSplit.requireShare(validationShare);
        if (validationList != null && validationShare > 0) {
            throw new InvalidValueException(
                    "validationShare", validationShare, "must be 0 where validationList names images for validation");
        }
        PhotoNormalization.requireValid(mean, standardDeviation);
    }

    static void requirePath(String key, @Nullable String path) {
        try {
            if (path != null && (path.isBlank() || Path.of(path).toString().isEmpty())) {
                throw new InvalidValueException(key, "'" + path.strip() + "'", "must be a path");
            }
        } catch (InvalidPathException e) {
            throw new InvalidValueException(key, "'" + path + "'", "must be a path (" + e.getReason() + ")");
        }
    }

    /** Known for the official training lists; how much a validation split takes depends on the list alone. */
    @Override
    public Optional<DataSize> size() {
        return validationShare > 0 ? Optional.empty() : OfficialList.size(trainList);
    }

    @Override
    public boolean isOfFiles() {
        return true;
    }

    @Override
    public boolean hasValidation() {
        return validationList != null || validationShare > 0;
    }

    /** The images that are cut off for the test. */
    TestCut testCut() {
        return new TestCut(testShare, testPerClass, splitSeed == null ? 0 : splitSeed);
    }

    /** Reads the lists and looks whether every image is there; decodes none unless bad ones are to be left out. */
    @Override
    public ImageData load(Path dataFolder) {
        Path images = requireFolder(dataFolder.resolve(folder));
        ImageList train = ImageList.read(locate("trainList", trainList, dataFolder, images));
        ImageList test = testList == null ? null : ImageList.read(locate("testList", testList, dataFolder, images));
        ImageList validation = validationList == null
                ? null
                : ImageList.read(locate("validationList", validationList, dataFolder, images));
        List<String> names = classNames == null
                ? numbers(train.classCount())
                : names(TextLines.read(locate("classNames", classNames, dataFolder, images)));
        String origin = classNames == null ? train.name() : classNames;
        train.requireLabelsBelow(names.size(), origin);
        train.requireEveryClass(names.size(), names);
        ListedImages listed = new ListedImages(images, train, names, new ImageSieve(onBadImage));
        ImageFiles tested = test == null ? null : listed.apart(test, origin);
        ImageFiles validated = validation == null ? null : listed.apart(validation, origin);
        if (names.size() == 1) {
            throw new ConfigException(train.name() + ": has one class, " + TextLines.shown(names.get(0))
                    + ": nothing to tell apart; a list needs the labels 0 and 1 at least");
        }
        return listed.data(this, validated, tested);
    }

    @Override
    public PixelStatistics statistics() {
        return normalization.orOwn(mean, standardDeviation);
    }

    static Path requireFolder(Path images) {
        if (!Files.isDirectory(images)) {
            throw new MissingDataException(
                    images + ": there is no such folder; say with --data and dataset.folder where the" + " images lie");
        }
        return images;
    }

    /** A file that is looked for in the working folder first; throws where it is nowhere. */
    static Path locate(String key, String name, Path... folders) {
        List<Path> places = Stream.concat(
                        Stream.of(Path.of(name)), Stream.of(folders).map(folder -> folder.resolve(name)))
                .map(Path::normalize)
                .distinct()
                .toList();
        return places.stream().filter(Files::isRegularFile).findFirst().orElseThrow(() -> {
            String looked =
                    String.join(", nor ", places.stream().map(Path::toString).toList());
            return new MissingDataException("dataset." + key + ": there is no file " + looked + "; correct the path");
        });
    }

    private static List<String> numbers(int classCount) {
        return IntStream.range(0, classCount).mapToObj(Integer::toString).toList();
    }

    private static List<String> names(TextLines file) {
        Set<String> seen = new HashSet<>();
        for (int line = 0; line < file.lines().size(); line++) {
            String name = file.lines().get(line);
            if (!seen.add(name)) {
                throw file.mistake(line, TextLines.shown(name) + " stands there twice; classes need different names");
            }
        }
        if (seen.isEmpty()) {
            throw new ConfigException(file.name() + ": holds no class name; write one a line, in the order of labels");
        }
        return file.lines();
    }
}
