package drolt.benchmark;

import drolt.augmentation.AutoAugmentConfig;
import drolt.augmentation.AutoAugmentPolicy;
import drolt.augmentation.Cutout;
import drolt.augmentation.RandomCrop;
import drolt.augmentation.RandomFlip;
import drolt.augmentation.Transform;
import drolt.augmentation.TransformConfig;
import drolt.centroid.CleanCentroidConfig;
import drolt.data.ClassCounts;
import drolt.loading.BatchLoader;
import drolt.loading.BatchPlan;
import drolt.loading.HostBatch;
import drolt.loss.ClassWeighting;
import drolt.loss.CrossEntropyConfig;
import drolt.loss.Loss;
import drolt.loss.LossConfig;
import drolt.loss.LossContext;
import drolt.loss.LossInput;
import drolt.loss.robust.BoundForm;
import drolt.loss.robust.ClassTermWeighting;
import drolt.loss.robust.Combination;
import drolt.loss.robust.CrossEntropyTerm;
import drolt.loss.robust.Denominator;
import drolt.loss.robust.DistanceKind;
import drolt.loss.robust.DroLtConfig;
import drolt.radius.LearnedRadiusConfig;
import drolt.tensor.FasterPrecision;
import drolt.tensor.MemoryLayout;
import drolt.tensor.Precision;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The speed of training steps: ResNet-32, batches of 128 images of 32 x 32, 100 classes, SGD with momentum.
 */
public final class StepBenchmark {
    private static final int DEPTH = 32;
    private static final int WIDTH = 16;
    private static final int CLASSES = 100;
    private static final int BATCH = 128;
    private static final int EVALUATED_BATCH = 256;
    private static final int IMAGES = 10_847;
    private static final int SIDE = 32;
    private static final int PASSES_OF_A_STEP = 3;
    private static final double FASTER_THAN_FLOAT32 = 1.9;
    private static final double LOSS_OVERHEAD = 1.03;
    private static final double PIPELINE_SHARE = 0.97;
    private static final double FOLDED_BFLOAT16 = 2;
    private static final double FOLDED_FLOAT32 = 1.15;

    private final Rounds rounds;
    private final RandomImages images = new RandomImages(IMAGES, CLASSES);
    private final ClassCounts counts = ClassCounts.of(images);
    private final Precision precision;

    /**
     * @param rounds after one that warms up
     * @param stepsPerRound of each contestant
     */
    public StepBenchmark(int rounds, int stepsPerRound) {
        this.rounds = new Rounds(rounds, stepsPerRound);
        this.precision = FasterPrecision.here();
    }

    /** What {@code precision: auto} gains over float32 in contiguous layout. */
    public List<BenchmarkFigure> precision() {
        HostBatch batch = images.batch(BATCH);
        try (Trainee plain = trainee(crossEntropy(), Precision.FLOAT32, MemoryLayout.CONTIGUOUS);
                Trainee automatic = trainee(crossEntropy(), precision, MemoryLayout.CHANNELS_LAST)) {
            double[] seconds = rounds.secondsPerStep(() -> plain.step(batch), () -> automatic.step(batch));
            String baseline = "against float32, contiguous, " + rate(seconds[0]) + " images/s";
            double value = BATCH / seconds[1];
            double ratio = seconds[0] / seconds[1];
            return List.of(
                    precision == Precision.BFLOAT16
                            ? BenchmarkFigure.atLeast(
                                    "step, precision auto", value, "images/s", ratio, FASTER_THAN_FLOAT32, baseline)
                            : new BenchmarkFigure(
                                    "step, precision auto",
                                    value,
                                    "images/s",
                                    ratio,
                                    null,
                                    null,
                                    baseline + "; the bar is for processors where bfloat16 is the faster"));
        }
    }

    /** What the robust loss costs beside cross-entropy, and what a pass for the centroids costs. */
    public List<BenchmarkFigure> loss() {
        HostBatch batch = images.batch(BATCH);
        try (Trainee plain = trainee(crossEntropy(), precision, MemoryLayout.CHANNELS_LAST);
                Trainee robust = trainee(robust(), precision, MemoryLayout.CHANNELS_LAST)) {
            long began = System.nanoTime();
            robust.loss()
                    .takeStatistics(
                            Map.of(LossInput.FEATURES, robust.evaluator().statistics(robust.network(), images, false)));
            double pass = (System.nanoTime() - began) / 1e9;
            double[] seconds = rounds.secondsPerStep(() -> plain.step(batch), () -> robust.step(batch));
            return List.of(
                    BenchmarkFigure.atMost(
                            "step, DRO-LT",
                            BATCH / seconds[1],
                            "images/s",
                            seconds[1] / seconds[0],
                            LOSS_OVERHEAD,
                            "time against cross-entropy, " + rate(seconds[0]) + " images/s"),
                    BenchmarkFigure.reported(
                            "centroid pass",
                            pass,
                            "s",
                            String.format(java.util.Locale.ROOT, "%,d images, once an epoch", IMAGES)));
        }
    }

    /** What folding batch normalisation into the convolutions gains where no gradient is needed. */
    public List<BenchmarkFigure> forward() {
        HostBatch batch = images.batch(EVALUATED_BATCH);
        try (Trainee folded = trainee(crossEntropy(), precision, MemoryLayout.CHANNELS_LAST);
                Trainee plain = trainee(crossEntropy(), precision, MemoryLayout.CHANNELS_LAST)) {
            double[] seconds = rounds.secondsPerStep(() -> plain.lookUnfolded(batch), () -> folded.look(batch));
            return List.of(BenchmarkFigure.atLeast(
                    "forward pass",
                    EVALUATED_BATCH / seconds[1],
                    "images/s",
                    seconds[0] / seconds[1],
                    precision == Precision.BFLOAT16 ? FOLDED_BFLOAT16 : FOLDED_FLOAT32,
                    "batch norm folded, batches of " + EVALUATED_BATCH + ", against the engine's own operations, "
                            + String.format(java.util.Locale.ROOT, "%.0f", EVALUATED_BATCH / seconds[0])
                            + " images/s"));
        }
    }

    /** What reading and augmenting ahead on one thread costs beside a batch that is there already. */
    public List<BenchmarkFigure> pipeline() {
        HostBatch resident = images.batch(BATCH);
        List<Transform> transforms = Stream.<TransformConfig>of(
                        new RandomCrop(4),
                        new RandomFlip(0.5),
                        new AutoAugmentConfig(AutoAugmentPolicy.CIFAR10),
                        new Cutout(16))
                .map(TransformConfig::build)
                .toList();
        try (Trainee plain = trainee(crossEntropy(), precision, MemoryLayout.CHANNELS_LAST);
                Trainee fed = trainee(crossEntropy(), precision, MemoryLayout.CHANNELS_LAST);
                Feed feed = new Feed(transforms)) {
            double[] seconds = rounds.secondsPerStep(() -> plain.step(resident), () -> fed.step(feed.next()));
            return List.of(BenchmarkFigure.atLeast(
                    "full pipeline",
                    BATCH / seconds[1],
                    "images/s",
                    seconds[0] / seconds[1],
                    PIPELINE_SHARE,
                    "crop, flip, AutoAugment, Cutout against a resident batch, " + rate(seconds[0]) + " images/s"));
        }
    }

    /** The rate of cross-entropy steps in {@code precision: auto}. */
    public TrainingRate trainingRate() {
        HostBatch batch = images.batch(BATCH);
        try (Trainee trainee = trainee(crossEntropy(), precision, MemoryLayout.CHANNELS_LAST)) {
            double rate = BATCH / rounds.secondsPerStep(() -> trainee.step(batch))[0];
            double ofAnImage =
                    PASSES_OF_A_STEP * (double) trainee.network().backbone().multiplyAdds(SIDE, SIDE);
            return new TrainingRate(rate, rate * ofAnImage, rounds.steps());
        }
    }

    private static String rate(double seconds) {
        return String.format(java.util.Locale.ROOT, "%.0f", BATCH / seconds);
    }

    private static Trainee trainee(Loss loss, Precision precision, MemoryLayout layout) {
        return new Trainee(DEPTH, WIDTH, CLASSES, loss, precision, layout);
    }

    private Loss crossEntropy() {
        return build(new CrossEntropyConfig(0, ClassWeighting.NONE, 1, null, null));
    }

    private Loss robust() {
        return build(new DroLtConfig(
                0.5,
                Combination.JOINT,
                BoundForm.PAPER,
                DistanceKind.EUCLIDEAN,
                Denominator.BATCH,
                ClassTermWeighting.BATCH,
                1,
                new CrossEntropyTerm(0, ClassWeighting.NONE),
                new CleanCentroidConfig(),
                new LearnedRadiusConfig(1, 1, 0),
                null));
    }

    private Loss build(LossConfig config) {
        return config.build(new LossContext(WIDTH * 4, counts, 1));
    }

    /** Batches without end, epoch after epoch. */
    private final class Feed implements AutoCloseable {
        private final List<Transform> transforms;
        private int epoch;
        private BatchLoader loader;

        Feed(List<Transform> transforms) {
            this.transforms = transforms;
            loader = open();
        }

        private BatchLoader open() {
            int[] draws = IntStream.range(0, images.size()).toArray();
            return BatchLoader.open(images, transforms, draws, new BatchPlan(BATCH, true, 1, epoch++, 0, 1, 4));
        }

        HostBatch next() {
            @Nullable HostBatch batch = loader.next();
            while (batch == null) {
                loader.close();
                loader = open();
                batch = loader.next();
            }
            return batch;
        }

        @Override
        public void close() {
            loader.close();
        }
    }
}
