package drolt.proposal;

import drolt.configuration.ConfigException;
import drolt.data.ClassCounts;
import drolt.data.ImageData;
import drolt.data.ImageDataset;
import drolt.data.ImageFoldersConfig;
import drolt.data.ImageSize;
import drolt.data.PhotoNormalization;
import drolt.data.RgbImage;
import drolt.data.ShotLimits;
import drolt.data.SkipBadImages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a folder of images holds, as far as a proposal depends on it.
 *
 * @param folder absolute
 * @param counts images of each class before any are cut off for validation, those of the test left out
 * @param testImages in a folder of their own, or cut off
 * @param hasTest whether there is a folder of test images
 * @param hasValidation the same of validation
 * @param shortSide median over the images of the shorter side, pixels
 * @param oneSize whether all images have one size
 * @param decodedPerSecond images that one thread reads and decodes a second, measured on a few
 */
public record FolderSurvey(
        Path folder,
        ClassCounts counts,
        int testImages,
        boolean hasTest,
        boolean hasValidation,
        int shortSide,
        boolean oneSize,
        double decodedPerSecond) {
    /** Share of each class that is tested where no folder of test images is there. */
    static final double TEST_SHARE = 0.2;

    /** Share of the images that may be damaged and left out. */
    static final double BAD_SHARE = 0.01;

    private static final int SAMPLE = 32;
    private static final int WARM_UP = 4;

    /**
     * Looks through a folder; decodes a few images of it.
     *
     * @throws ConfigException if it is no folder, or holds no images in classes; one line
     */
    public static FolderSurvey of(Path folder) {
        Path root = folder.toAbsolutePath().normalize();
        if (!Files.isDirectory(root)) {
            throw new ConfigException(folder + ": there is no such folder");
        }
        boolean hasTest = ImageFoldersConfig.testFolder(root).isPresent();
        boolean hasValidation = ImageFoldersConfig.validationFolder(root).isPresent();
        ImageData data = new ImageFoldersConfig(
                        root.toString(),
                        hasTest ? null : TEST_SHARE,
                        null,
                        0,
                        0,
                        new SkipBadImages(BAD_SHARE), // as the recipe will
                        ShotLimits.PAPER,
                        PhotoNormalization.IMAGENET,
                        null,
                        null)
                .load(root);
        ImageDataset train = data.train();
        List<ImageSize> sizes = IntStream.range(0, train.size())
                .mapToObj(train::ownSize)
                .flatMap(Optional::stream)
                .toList();
        return new FolderSurvey(
                root,
                ClassCounts.of(train),
                data.test().size(),
                hasTest,
                hasValidation,
                medianShortSide(sizes),
                sizes.stream().distinct().count() == 1,
                decodedPerSecond(train));
    }

    private static int medianShortSide(List<ImageSize> sizes) {
        int[] sides = sizes.stream()
                .mapToInt(size -> Math.min(size.height(), size.width()))
                .sorted()
                .toArray();
        return sides.length == 0 ? 1 : sides[sides.length / 2];
    }

    /** A few images from all over the set; damaged ones, which the run finds later, are passed over. */
    private static double decodedPerSecond(ImageDataset images) {
        RgbImage image = new RgbImage();
        int count = Math.min(SAMPLE, images.size());
        int read = 0;
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            if (i == WARM_UP) {
                start = System.nanoTime();
                read = 0;
            }
            read += isRead(images, (int) ((long) i * images.size() / count), image) ? 1 : 0;
        }
        return Math.max(1, read) / Math.max(1e-6, (System.nanoTime() - start) / 1e9);
    }

    private static boolean isRead(ImageDataset images, int index, RgbImage target) {
        try {
            images.read(index, target);
            return true;
        } catch (ConfigException e) {
            return false; // damaged
        }
    }

    /** The survey in a line for people. */
    public String inWords() {
        return String.format(
                Locale.ROOT,
                "%,d training images of %d classes, %d to %d a class; %,d test images; shorter side %d pixels in the median",
                counts.total(),
                counts.classCount(),
                counts.smallest(),
                counts.largest(),
                testImages,
                shortSide);
    }
}
