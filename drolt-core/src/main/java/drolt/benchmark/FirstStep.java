package drolt.benchmark;

import drolt.data.ClassCounts;
import drolt.loss.ClassWeighting;
import drolt.loss.CrossEntropyConfig;
import drolt.loss.LossContext;
import drolt.model.LayoutChoice;
import drolt.model.PrecisionChoice;

/** The first training step of a process: what a start costs until something is learned. */
public final class FirstStep {
    private static final int CLASSES = 100;
    private static final int BATCH = 128;

    private FirstStep() {}

    /** One step of ResNet-32 on 128 images. */
    public static void run() {
        RandomImages images = new RandomImages(BATCH, CLASSES);
        var loss = new CrossEntropyConfig(0, ClassWeighting.NONE, 1, null, null)
                .build(new LossContext(64, ClassCounts.of(images), 1));
        try (Trainee trainee =
                new Trainee(32, 16, CLASSES, loss, PrecisionChoice.AUTO.resolve(), LayoutChoice.AUTO.resolve())) {
            trainee.step(images.batch(BATCH));
        }
    }
}
