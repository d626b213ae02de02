package drolt.benchmark;

import drolt.data.ImageDataset;
import drolt.data.RgbImage;
import drolt.loading.HostBatch;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Noise with labels: square images, labels in turn. */
final class RandomImages implements ImageDataset {
    private static final int USUAL_SIDE = 32;

    private final int side;
    private final int length;
    private final byte[] pixels;
    private final int size;
    private final int classCount;

    /** Random images of 32 x 32 pixels. */
    RandomImages(int size, int classCount) {
        this(size, classCount, USUAL_SIDE);
    }

    RandomImages(int size, int classCount, int side) {
        this.side = side;
        length = side * side * 3;
        this.size = size;
        this.classCount = classCount;
        pixels = new byte[size * length];
        new Random(1).nextBytes(pixels);
    }

    /** The first images as one batch. */
    HostBatch batch(int batchSize) {
        return new HostBatch(
                java.util.Arrays.copyOf(pixels, batchSize * length),
                IntStream.range(0, batchSize).map(this::label).toArray(),
                IntStream.range(0, batchSize).toArray(),
                batchSize,
                1,
                side,
                side);
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int label(int index) {
        return index % classCount;
    }

    @Override
    public void read(int index, RgbImage target) {
        target.resize(side, side);
        System.arraycopy(pixels, index * length, target.pixels(), 0, length);
    }

    @Override
    public List<String> classNames() {
        return IntStream.range(0, classCount)
                .mapToObj(label -> "noise " + label)
                .toList();
    }

    @Override
    public String fingerprint() {
        return "noise-" + size + "-" + classCount;
    }
}
