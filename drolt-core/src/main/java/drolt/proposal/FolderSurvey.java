package drolt.proposal;

import drolt.configuration.ConfigException;
import drolt.data.ClassCounts;
import drolt.data.ImageData;
import drolt.data.ImageDataset;
import drolt.data.ImageSize;
import drolt.data.RgbImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a folder or a table of images holds, as far as a proposal depends on it.
 *
 * @param folder of the images, or the table that names them; absolute
 * @param isTable which of the two
 * @param counts images of each class before any are cut off for validation, those of the test left out
 * @param testImages in a folder of their own, or cut off
 * @param hasTest whether there is a folder of test images, or the table names some
 * @param hasValidation the same of validation
 * @param shortSide median over the images of the shorter side, pixels
 * @param oneSize whether all images have one size
 * @param decodedPerSecond images that one thread reads and decodes a second, measured on a few
 */
public record FolderSurvey(
        Path folder,
        boolean isTable,
        ClassCounts counts,
        int testImages,
        boolean hasTest,
        boolean hasValidation,
        int shortSide,
        boolean oneSize,
        double decodedPerSecond) {
    private static final int SAMPLE = 32;
    private static final int WARM_UP = 4;

    /** Whether a path leads to what {@link #of} looks through: a folder, or a table by the ending of its name. */
    public static boolean takes(Path path) {
        String name = path.toString().toLowerCase(Locale.ROOT);
        boolean isTable = name.endsWith(".csv") || name.endsWith(".tsv");
        return Files.isDirectory(path) || (isTable && Files.isRegularFile(path));
    }

    /**
     * Looks through a folder or a table; decodes a few of its images.
     *
     * @throws ConfigException if it is neither, or holds no images in classes; one line
     */
    public static FolderSurvey of(Path folder) {
        Path root = folder.toAbsolutePath().normalize();
        if (!takes(root)) {
            throw new ConfigException(folder + ": there is no such folder, nor table that ends in .csv or .tsv");
        }
        ProposedImages images = ProposedImages.of(root);
        ImageData data = images.config().load(root);
        ImageDataset train = data.train();
        List<ImageSize> sizes = IntStream.range(0, train.size())
                .mapToObj(train::ownSize)
                .flatMap(Optional::stream)
                .toList();
        return new FolderSurvey(
                root,
                images.isTable(),
                ClassCounts.of(train),
                data.test().size(),
                images.hasTest(),
                images.hasValidation(),
                medianShortSide(sizes),
                sizes.stream().distinct().count() == 1,
                decodedPerSecond(train));
    }

    ProposedImages images() {
        return new ProposedImages(folder, isTable, hasTest, hasValidation);
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
