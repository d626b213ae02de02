package drolt.data;

import com.fasterxml.jackson.annotation.JsonTypeName;
import drolt.configuration.InvalidValueException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Images that a table names, a CSV or TSV file with a path and a label in each line, and optionally a split and a group.
 *
 * <p>The first line names the columns; quotation marks are those of RFC 4180. Classes are called by their labels, in the
 * order of the names or, where all are whole numbers, of the numbers. The order of the lines means nothing. A split is
 * {@code train}, {@code val}, {@code valid}, {@code validation} or {@code test}, capitals or not. No split parts the images
 * of a group.
 *
 * @param file the table, looked for in the working folder and then in the data folder
 * @param root where relative paths in the table begin, itself relative to the data folder; null: the table's folder
 * @param pathColumn name of the column of paths
 * @param labelColumn name of the column of labels
 * @param splitColumn name of the column of splits; null: {@code split}, if there is one; empty: none
 * @param groupColumn name of the column of groups; null: {@code group}, if there is one; empty: none
 * @param testShare share of each class's images cut off for the test where the table names none, in (0, 1); rounded half
 *     up, never a class's last image; null: it does, or {@code testPerClass}
 * @param testPerClass as many images of each class cut off for the test instead, at least 1, never more than half a class
 * @param splitSeed chooses the images of the test
 * @param validationShare share of each class's training images cut off for validation, in [0, 1)
 * @param onBadImage what an image that cannot be used does; null: the run does not begin
 * @param shots limits of many, medium and few
 * @param normalization which statistics normalise the pixels
 * @param mean own statistics instead: red, green, blue of pixels scaled to [0, 1]; with {@code standardDeviation}
 * @param standardDeviation red, green, blue
 */
@JsonTypeName("image-table")
public record ImageTableConfig(
        String file,
        @Nullable String root,
        String pathColumn,
        String labelColumn,
        @Nullable String splitColumn,
        @Nullable String groupColumn,
        @Nullable Double testShare,
        @Nullable Integer testPerClass,
        long splitSeed,
        double validationShare,
        @Nullable BadImageConfig onBadImage,
        ShotLimits shots,
        PhotoNormalization normalization,
        @Nullable List<Double> mean,
        @Nullable List<Double> standardDeviation)
        implements DatasetConfig {
    public ImageTableConfig {
        ImageListsConfig.requirePath("file", file);
        ImageListsConfig.requirePath("root", root);
        requireColumn("pathColumn", pathColumn);
        requireColumn("labelColumn", labelColumn);
        if (labelColumn.equals(pathColumn)) {
            throw new InvalidValueException(
                    "labelColumn", "'" + labelColumn + "'", "must be another one than pathColumn");
        }
        new TestCut(testShare, testPerClass, splitSeed); // refuses what makes no sense
        ValidationSplit.requireShare(validationShare);
        PhotoNormalization.requireValid(mean, standardDeviation);
    }

    private static void requireColumn(String key, String name) {
        if (name.isBlank()) {
            throw new InvalidValueException(key, "'" + name + "'", "must be the name of a column");
        }
    }

    /** Whether the table names images for the test. */
    public boolean namesTest(Path dataFolder) {
        return table(dataFolder).names(SplitPart.TEST);
    }

    /** Whether the table names images for validation. */
    public boolean namesValidation(Path dataFolder) {
        return table(dataFolder).names(SplitPart.VALIDATION);
    }

    @Override
    public boolean isOfFiles() {
        return true;
    }

    /** Only the table tells. */
    @Override
    public boolean hasValidation() {
        return true;
    }

    /** Reads the table and looks whether every image is there; decodes none unless bad ones are to be left out. */
    @Override
    public ImageData load(Path dataFolder) {
        ImageTable table = table(dataFolder);
        Path start = root == null
                ? Objects.requireNonNull(Path.of(table.name()).toAbsolutePath().getParent())
                : ImageListsConfig.requireFolder(dataFolder.resolve(root).normalize());
        return new TableImages(table, start, new ImageSieve(onBadImage)).load(this);
    }

    private ImageTable table(Path dataFolder) {
        return ImageTable.read(
                ImageListsConfig.locate("file", file, dataFolder),
                new ImageTable.Columns(pathColumn, labelColumn, splitColumn, groupColumn));
    }

    @Override
    public PixelStatistics statistics() {
        return normalization.orOwn(mean, standardDeviation);
    }

    /** The images that are cut off for the test. */
    TestCut testCut() {
        return new TestCut(testShare, testPerClass, splitSeed);
    }
}
