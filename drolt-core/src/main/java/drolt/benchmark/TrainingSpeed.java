package drolt.benchmark;

import drolt.data.ClassCounts;
import drolt.loading.HostBatch;
import drolt.loss.ClassWeighting;
import drolt.loss.CrossEntropyConfig;
import drolt.loss.LossContext;
import drolt.loss.LossInput;
import drolt.model.ModelConfig;
import drolt.model.Network;
import drolt.tensor.Engine;
import java.util.Arrays;
import java.util.Map;

/** How fast this machine trains a network on images of some size: a few steps on noise, in a second or two. */
public final class TrainingSpeed {
    private static final double ENOUGH_SECONDS = 1.5;
    private static final int WARM_UP_STEPS = 1;
    private static final int MOST_STEPS = 20;

    private TrainingSpeed() {}

    /**
     * Measures it, from the bytes of the images to updated weights.
     *
     * @param side of the images, which are square, in pixels
     * @return images a second, of the median step
     */
    public static double imagesPerSecond(ModelConfig model, int classCount, int side, int batchSize) {
        Engine.load();
        HostBatch batch = new RandomImages(batchSize, classCount, side).batch(batchSize);
        int[] counts = new int[classCount];
        Arrays.fill(counts, batchSize);
        Network network = model.build(classCount, 1);
        LossContext context = new LossContext(
                Map.of(LossInput.FEATURES, network.backbone().dimension()), ClassCounts.of(counts), 1, null);
        try (Trainee trainee = new Trainee(
                network,
                new CrossEntropyConfig(0, ClassWeighting.NONE, 1, null, null).build(context),
                model.precision().resolve(),
                model.layout().resolve())) {
            for (int step = 0; step < WARM_UP_STEPS; step++) {
                trainee.step(batch);
            }
            return batchSize / median(trainee, batch);
        }
    }

    private static double median(Trainee trainee, HostBatch batch) {
        double[] seconds = new double[MOST_STEPS];
        double all = 0;
        int steps = 0;
        while (steps < MOST_STEPS && (steps == 0 || all < ENOUGH_SECONDS)) {
            long start = System.nanoTime();
            trainee.step(batch);
            seconds[steps] = (System.nanoTime() - start) / 1e9;
            all += seconds[steps++];
        }
        Arrays.sort(seconds, 0, steps);
        return seconds[steps / 2];
    }
}
