package drolt.data;

import com.fasterxml.jackson.annotation.JsonTypeName;
import drolt.configuration.InvalidValueException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The embedded data set: {@link EmbeddedDataset}'s 24 classes with an exponential long-tail profile.
 *
 * <p>Class c of C has {@code floor(imagesOfLargestClass * (1 / imbalanceFactor)^(c / (C - 1)))} training images. Source
 * of the profile: Cui, Jia, Lin, Song and Belongie, "Class-Balanced Loss Based on Effective Number of Samples", CVPR
 * 2019. The test set is balanced.
 *
 * @param imagesOfLargestClass training images of class 0, 1 to 10,000
 * @param imbalanceFactor largest over smallest class, at least 1 and at most {@code imagesOfLargestClass}
 * @param testImagesPerClass 1 to 10,000
 * @param imageSeed fixes every image of both sets
 * @param validationShare share of the training images held out, in [0, 1)
 * @param shots limits of the groups that tables report
 */
@JsonTypeName("embedded")
public record EmbeddedConfig(
        int imagesOfLargestClass,
        double imbalanceFactor,
        int testImagesPerClass,
        long imageSeed,
        double validationShare,
        ShotLimits shots)
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
        if (!(validationShare >= 0 && validationShare < 1)) {
            throw new InvalidValueException(
                    "validationShare", validationShare, "must lie in [0, 1); for example 0.1, or 0 for no validation");
        }
    }

    @Override
    public ImageData load(Path dataFolder) {
        EmbeddedDataset train = train();
        return new ImageData(train, test(), PixelStatistics.measure(train));
    }

    private static void requireImages(String key, int value, int example) {
        if (value < 1 || value > MOST_IMAGES) {
            throw new InvalidValueException(
                    key, value, "must lie between 1 and " + MOST_IMAGES + "; for example " + example);
        }
    }

    @Override
    public long subsetSeed() {
        return imageSeed;
    }

    /** Training images of each class. */
    public ClassCounts trainCounts() {
        int classes = EmbeddedDataset.names().size();
        return ClassCounts.of(IntStream.range(0, classes)
                .map(label -> (int) (imagesOfLargestClass
                        * StrictMath.pow(1 / imbalanceFactor, label / (classes - 1.0))))
                .toArray());
    }

    /** The long-tailed training set. */
    public EmbeddedDataset train() {
        return EmbeddedDataset.generate(EmbeddedDataset.Split.TRAIN, imageSeed, trainCounts());
    }

    /** The balanced test set. */
    public EmbeddedDataset test() {
        int[] counts = new int[EmbeddedDataset.names().size()];
        Arrays.fill(counts, testImagesPerClass);
        return EmbeddedDataset.generate(EmbeddedDataset.Split.TEST, imageSeed, ClassCounts.of(counts));
    }
}
