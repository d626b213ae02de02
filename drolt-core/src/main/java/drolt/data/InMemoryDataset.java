package drolt.data;

import java.util.List;

/** Images that the caller holds as byte arrays. */
public final class InMemoryDataset implements ImageDataset {
    private final List<String> classNames;
    private final int[] labels;
    private final byte[][] images;
    private final int height;
    private final int width;
    private final ContentFingerprint fingerprint = new ContentFingerprint(this);

    /** Takes what fits together, without copying. */
    InMemoryDataset(List<String> classNames, int[] labels, byte[][] images, int height, int width) {
        this.classNames = classNames;
        this.labels = labels;
        this.images = images;
        this.height = height;
        this.width = width;
    }

    /**
     * A data set of images of one size. Everything is copied.
     *
     * @param classNames names in label order
     * @param labels label of each image, in 0..{@code classNames.size() - 1}
     * @param images one array an image, {@code height * width * 3} bytes laid out as {@link RgbImage#pixels} says
     * @param height rows of an image
     * @param width pixels in a row
     * @throws IllegalArgumentException if these do not fit together; the message names the image
     */
    public static InMemoryDataset of(List<String> classNames, int[] labels, byte[][] images, int height, int width) {
        if (labels.length != images.length) {
            throw new IllegalArgumentException(labels.length + " labels for " + images.length + " images");
        }
        int length = new RgbImage(height, width).length();
        byte[][] copies = new byte[images.length][];
        for (int index = 0; index < copies.length; index++) {
            if (labels[index] < 0 || labels[index] >= classNames.size()) {
                throw new IllegalArgumentException("image " + index + " has label " + labels[index] + ", there are "
                        + classNames.size() + " classes");
            }
            if (images[index].length != length) {
                throw new IllegalArgumentException("image " + index + " has " + images[index].length + " bytes, "
                        + height + " x " + width + " pixels in three colours are " + length);
            }
            copies[index] = images[index].clone();
        }
        return new InMemoryDataset(List.copyOf(classNames), labels.clone(), copies, height, width);
    }

    @Override
    public int size() {
        return labels.length;
    }

    @Override
    public int label(int index) {
        return labels[index];
    }

    @Override
    public void read(int index, RgbImage target) {
        byte[] image = images[index];
        target.resize(height, width);
        System.arraycopy(image, 0, target.pixels(), 0, image.length);
    }

    @Override
    public List<String> classNames() {
        return classNames;
    }

    @Override
    public String fingerprint() {
        return fingerprint.value();
    }
}
