package drolt.benchmark;

import drolt.data.ClassCounts;
import drolt.loading.HostBatch;
import drolt.loss.ClassWeighting;
import drolt.loss.CrossEntropyConfig;
import drolt.loss.LossContext;
import drolt.tensor.CpuFeatures;
import drolt.tensor.MemoryLayout;
import drolt.tensor.Precision;

/**
 * How fast this machine trains just now, from a few steps of ResNet-32 on batches of 128 images of 32 x 32.
 *
 * @param imagesPerSecond of these steps
 * @param multiplyAddsPerSecond of these steps, at three times those of a forward pass
 * @param steps measured
 */
public record TrainingRate(double imagesPerSecond, double multiplyAddsPerSecond, int steps) {
    private static final int DEPTH = 32;
    private static final int WIDTH = 16;
    private static final int CLASSES = 100;
    private static final int BATCH = 128;
    private static final int SIDE = 32;
    private static final int PASSES_OF_A_STEP = 3;
    private static final int WARM_UP_STEPS = 3;

    /** Takes some seconds; the engine must be loaded. */
    public static TrainingRate measure(int steps) {
        RandomImages images = new RandomImages(BATCH, CLASSES);
        HostBatch batch = images.batch(BATCH);
        Precision precision = CpuFeatures.detect().fastBfloat16() ? Precision.BFLOAT16 : Precision.FLOAT32;
        var loss = new CrossEntropyConfig(0, ClassWeighting.NONE, 1)
                .build(new LossContext(WIDTH * 4, ClassCounts.of(images), 1));
        try (Trainee trainee = new Trainee(DEPTH, WIDTH, CLASSES, loss, precision, MemoryLayout.CHANNELS_LAST)) {
            for (int step = 0; step < WARM_UP_STEPS; step++) {
                trainee.step(batch);
            }
            long began = System.nanoTime();
            for (int step = 0; step < steps; step++) {
                trainee.step(batch);
            }
            double rate = (double) steps * BATCH / ((System.nanoTime() - began) / 1e9);
            double ofAnImage =
                    PASSES_OF_A_STEP * (double) trainee.network().backbone().multiplyAdds(SIDE, SIDE);
            return new TrainingRate(rate, rate * ofAnImage, steps);
        }
    }
}
