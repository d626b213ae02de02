package drolt.benchmark;

import drolt.data.ImageDataset;
import drolt.data.RgbImage;
import drolt.loading.HostBatch;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Noise with labels: 32 x 32, labels in turn. */
final class RandomImages implements ImageDataset {
    private static final int SIDE = 32;
    private static final int LENGTH = SIDE * SIDE * 3;

    private final byte[] pixels;
    private final int size;
    private final int classCount;

    RandomImages(int size, int classCount) {
        this.size = size;
        this.classCount = classCount;
        pixels = new byte[size * LENGTH];
        new Random(1).nextBytes(pixels);
    }

    /** The first images as one batch. */
    HostBatch batch(int batchSize) {
        return new HostBatch(
                java.util.Arrays.copyOf(pixels, batchSize * LENGTH),
                IntStream.range(0, batchSize).map(this::label).toArray(),
                IntStream.range(0, batchSize).toArray(),
                batchSize,
                1,
                SIDE,
                SIDE);
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
        target.resize(SIDE, SIDE);
        System.arraycopy(pixels, index * LENGTH, target.pixels(), 0, LENGTH);
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
