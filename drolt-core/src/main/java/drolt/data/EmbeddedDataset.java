package drolt.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Generated images that need no download: textured objects, 32 x 32 pixels, 24 classes.
 *
 * <p>A class is a shape (circle, square, triangle, ring, cross, star) with a surface (plain, striped, dotted,
 * checkered). Every run of six labels holds each shape once, and each shape meets its four surfaces at four depths of
 * the label order. With counts that fall with the label, every shape and every surface therefore occurs in frequent
 * and in rare classes: features learned on frequent classes suffice to tell rare ones apart, and what fails there is
 * the classifier.
 *
 * <p>Image number i of a class depends on seed, split, class and i alone; a larger set starts with the images of a
 * smaller one. The bytes are the same on every platform and Java version.
 */
public final class EmbeddedDataset {
    /** Height and width of every image, in pixels. */
    public static final int SIDE = 32;

    private static final SceneShape[] SHAPES = SceneShape.values();
    private static final SceneTexture[] TEXTURES = SceneTexture.values();
    private static final int CLASSES = SHAPES.length * TEXTURES.length;
    private static final List<String> NAMES =
            IntStream.range(0, CLASSES).mapToObj(EmbeddedDataset::name).toList();

    private EmbeddedDataset() {}

    /** Training and test images never coincide: the split is part of what each image is drawn from. */
    public enum Split {
        TRAIN(0),
        TEST(1);

        private final long key;

        Split(long key) {
            this.key = key;
        }
    }

    /**
     * Paints the images, sorted by label.
     *
     * @param split which of the two families of images
     * @param seed fixes every image
     * @param counts number of images of each class, of all 24 or of the first ones
     */
    public static ImageDataset generate(Split split, long seed, ClassCounts counts) {
        return generate(split, seed, counts, 1);
    }

    /**
     * Paints images with less variation, which are easier to classify.
     *
     * @param variation of turn, place, size, proportions, light, clutter and occlusion, in [0, 1]
     */
    static ImageDataset generate(Split split, long seed, ClassCounts counts, double variation) {
        if (counts.classCount() > CLASSES) {
            throw new IllegalArgumentException(
                    "counts of " + counts.classCount() + " classes; the embedded data set has " + CLASSES);
        }
        List<int[]> wanted = new ArrayList<>();
        for (int label = 0; label < counts.classCount(); label++) {
            for (int number = 0; number < counts.of(label); number++) {
                wanted.add(new int[] {label, number});
            }
        }
        byte[][] images = wanted.parallelStream()
                .map(image -> paint(split, seed, image[0], image[1], variation))
                .toArray(byte[][]::new);
        int[] labels = wanted.stream().mapToInt(image -> image[0]).toArray();
        return new InMemoryDataset(NAMES.subList(0, counts.classCount()), labels, images, SIDE, SIDE);
    }

    /** Names of the 24 classes in label order, for example "striped triangle". */
    public static List<String> names() {
        return NAMES;
    }

    private static SceneShape shape(int label) {
        return SHAPES[label % SHAPES.length];
    }

    private static SceneTexture texture(int label) {
        return TEXTURES[(label % SHAPES.length + label / SHAPES.length) % TEXTURES.length];
    }

    private static String name(int label) {
        return (texture(label) + " " + shape(label)).toLowerCase(Locale.ROOT);
    }

    private static byte[] paint(Split split, long seed, int label, int number, double variation) {
        SceneRandom random = SceneRandom.of(seed, split.key, label, number);
        return ScenePainter.paint(shape(label), texture(label), SIDE, random, variation);
    }
}
