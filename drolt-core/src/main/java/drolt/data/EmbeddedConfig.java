package drolt.data;

import com.fasterxml.jackson.annotation.JsonTypeName;
import drolt.configuration.InvalidValueException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The embedded data set: {@link EmbeddedDataset}'s classes with an exponential long-tail profile.
 *
 * <p>Counts are those of {@link LongTailProfile#EXP}. The test set is balanced.
 *
 * @param imagesOfLargestClass training images of class 0, 1 to 10,000
 * @param imbalanceFactor largest over smallest class, at least 1 and at most {@code imagesOfLargestClass}
 * @param testImagesPerClass 1 to 10,000
 * @param imageSeed fixes every image of both sets
 * @param validationShare share of the training images held out, in [0, 1)
 * @param shots limits of the groups that tables report
 * @param classes the first so many of the 24, at least 2; null: all
 * @param fewShotImages training images that a few-shot class keeps at most, {@link FewShotCut}; null: all
 * @param variation how much turn, place, size, light, clutter and occlusion vary, in [0, 1]; the less, the easier are
 *     the images; null: 1
 */
@JsonTypeName("embedded")
public record EmbeddedConfig(
        int imagesOfLargestClass,
        double imbalanceFactor,
        int testImagesPerClass,
        long imageSeed,
        double validationShare,
        ShotLimits shots,
        @Nullable Integer classes,
        @Nullable Integer fewShotImages,
        @Nullable Double variation)
        implements DatasetConfig {
    private static final int MOST_IMAGES = 10_000; // all are held in memory: 24 x 10,000 x 3,072 bytes are 0.7 GB

    public EmbeddedConfig {
        requireImages("imagesOfLargestClass", imagesOfLargestClass, 250);
        requireImages("testImagesPerClass", testImagesPerClass, 50);
        if (!(imbalanceFactor >= 1 && imbalanceFactor <= imagesOfLargestClass)) { // written so that NaN fails
            throw new InvalidValueException(
                    "imbalanceFactor",
                    imbalanceFactor,
                    "must lie between 1 and imagesOfLargestClass (" + imagesOfLargestClass
                            + "), so that no class is left without images; for example 50");
        }
        ValidationSplit.requireShare(validationShare);
        int known = EmbeddedDataset.names().size();
        if (classes != null && !(classes >= 2 && classes <= known)) {
            throw new InvalidValueException(
                    "classes", classes, "must lie between 2 and " + known + "; for example 10, or null for all");
        }
        FewShotCut.requireValid(fewShotImages, shots);
        if (variation != null && !(variation >= 0 && variation <= 1)) {
            throw new InvalidValueException(
                    "variation", variation, "must lie in [0, 1]; for example 0.2, or null for the hardest images");
        }
    }

    private static void requireImages(String key, int value, int example) {
        if (value < 1 || value > MOST_IMAGES) {
            throw new InvalidValueException(
                    key, value, "must lie between 1 and " + MOST_IMAGES + "; for example " + example);
        }
    }

    @Override
    public Optional<DataSize> size() {
        return Optional.of(DataSize.of(
                ValidationSplit.kept(trainCounts(), validationShare), EmbeddedDataset.SIDE, EmbeddedDataset.SIDE));
    }

    /** Generates the images; the folder does not matter. Pixel statistics are those of the training images. */
    @Override
    public ImageData load(Path dataFolder) {
        ImageDataset train = train();
        int[] balanced = new int[classCount()];
        Arrays.fill(balanced, testImagesPerClass);
        ImageDataset test = images(EmbeddedDataset.Split.TEST, ClassCounts.of(balanced));
        return new ImageData(train, test, PixelStatistics.of(train));
    }

    @Override
    public PixelStatistics statistics() {
        return PixelStatistics.of(train());
    }

    private ImageDataset train() {
        return images(EmbeddedDataset.Split.TRAIN, trainCounts());
    }

    private ImageDataset images(EmbeddedDataset.Split split, ClassCounts counts) {
        return EmbeddedDataset.generate(split, imageSeed, counts, variation == null ? 1.0 : variation);
    }

    /** Training images of each class. */
    public ClassCounts trainCounts() {
        return new FewShotCut(fewShotImages, shots)
                .of(LongTailProfile.EXP.counts(imagesOfLargestClass, imbalanceFactor, classCount()));
    }

    private int classCount() {
        return classes == null ? EmbeddedDataset.names().size() : classes;
    }
}
