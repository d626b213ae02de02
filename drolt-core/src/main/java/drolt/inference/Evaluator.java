package drolt.inference;

import drolt.augmentation.Transform;
import drolt.centroid.FeatureStatistics;
import drolt.centroid.FeatureStatisticsAccumulator;
import drolt.data.ImageDataset;
import drolt.evaluation.Predictions;
import drolt.loading.BatchLoader;
import drolt.loading.BatchPlan;
import drolt.loading.HostBatch;
import drolt.model.Network;
import drolt.tensor.NoGrad;
import drolt.tensor.Precision;
import drolt.tensor.StepScope;
import drolt.tensor.Tensors;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;

/**
 * Runs a network over images in eval mode, without gradients, and gives plain arrays.
 *
 * <p>The batch size is fixed: it can change the last bits of a result.
 */
public final class Evaluator {
    private static final int BATCH_SIZE = 256;
    private static final int PREFETCH = 3;

    private final ImageTensors images;
    private final Precision precision;
    private final int loaderThreads;
    private final List<Transform> view;

    /** Shows images as they are. The images' constants stay the caller's. */
    public Evaluator(ImageTensors images, Precision precision, int loaderThreads) {
        this(images, precision, loaderThreads, List.of());
    }

    /**
     * The images' constants stay the caller's.
     *
     * @param view what every image goes through, in this order, where nothing else is said
     */
    public Evaluator(ImageTensors images, Precision precision, int loaderThreads, List<Transform> view) {
        this.images = images;
        this.precision = precision;
        this.loaderThreads = loaderThreads;
        this.view = List.copyOf(view);
    }

    /** Predictions for every image of the data set, in its order. */
    public Predictions predict(Network network, ImageDataset dataset) {
        return evaluate(network, dataset).predictions();
    }

    /** Predictions and features of every image, in one pass. */
    public Evaluation evaluate(Network network, ImageDataset dataset) {
        int size = dataset.size();
        int dimension = network.backbone().dimension();
        float[] features = new float[Math.multiplyExact(size, dimension)];
        int[] labels = new int[size];
        int[] filled = {0};
        PredictionCollector predictions = new PredictionCollector(size);
        forEach(network, dataset, (pass, batch) -> {
            predictions.add(pass.logits(), batch.labels(), 0);
            float[] rows = Tensors.toFloats(pass.features());
            System.arraycopy(rows, 0, features, filled[0] * dimension, rows.length);
            System.arraycopy(batch.labels(), 0, labels, filled[0], batch.size());
            filled[0] += batch.size();
        });
        return new Evaluation(predictions.finish(dataset.classCount()), new FeatureMatrix(features, labels, dimension));
    }

    /**
     * What the network's classifier says of features that its backbone has given before.
     *
     * <p>The same bits as {@link #evaluate} on their images: the batches are cut in the same places.
     */
    public Predictions predict(Network network, FeatureMatrix features, int classCount) {
        int size = features.labels().length;
        int dimension = features.dimension();
        PredictionCollector predictions = new PredictionCollector(size);
        try (NoGrad noGrad = NoGrad.open()) {
            for (int start = 0; start < size; start += BATCH_SIZE) {
                int end = Math.min(start + BATCH_SIZE, size);
                try (StepScope scope = StepScope.open()) {
                    float[] rows = Arrays.copyOfRange(features.values(), start * dimension, end * dimension);
                    Tensor batch = Tensors.floats(rows, end - start, dimension);
                    predictions.add(network.classifier().logits(batch), features.labels(), start);
                }
            }
        }
        return predictions.finish(classCount);
    }

    /** Class means of the features and the scatter around them, by running sums. */
    public FeatureStatistics statistics(Network network, ImageDataset dataset, boolean storeFeatures) {
        return statistics(network, dataset, everyImage(dataset), view, 0, 0, storeFeatures);
    }

    /** The same over an epoch's augmented draws. */
    public FeatureStatistics statistics(
            Network network,
            ImageDataset dataset,
            int[] draws,
            List<Transform> transforms,
            long seed,
            int epoch,
            boolean storeFeatures) {
        FeatureStatisticsAccumulator accumulator = new FeatureStatisticsAccumulator(
                dataset.classCount(), network.backbone().dimension(), storeFeatures);
        run(
                network,
                dataset,
                draws,
                transforms,
                seed,
                epoch,
                (pass, batch) -> accumulator.add(
                        Tensors.toFloats(pass.features()), batch.labels(), batch.indices(), batch.size()));
        return accumulator.finish();
    }

    /** Hands every batch of the data set, in its order, to the consumer. */
    public void forEach(Network network, ImageDataset dataset, BatchConsumer consumer) {
        run(network, dataset, everyImage(dataset), view, 0, 0, consumer);
    }

    private static int[] everyImage(ImageDataset dataset) {
        return IntStream.range(0, dataset.size()).toArray();
    }

    private void run(
            Network network,
            ImageDataset dataset,
            int[] draws,
            List<Transform> transforms,
            long seed,
            int epoch,
            BatchConsumer consumer) {
        if (draws.length == 0) {
            return;
        }
        BatchPlan plan = new BatchPlan(BATCH_SIZE, false, seed, epoch, 0, loaderThreads, PREFETCH);
        try (NoGrad noGrad = NoGrad.open();
                BatchLoader loader = BatchLoader.open(dataset, transforms, draws, plan)) {
            for (HostBatch batch = loader.next(); batch != null; batch = loader.next()) {
                try (StepScope scope = StepScope.open()) {
                    consumer.accept(network.forward(images.of(batch), false, precision), batch);
                }
            }
        }
    }
}
