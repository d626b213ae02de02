package drolt.inference;

import drolt.augmentation.Transform;
import drolt.centroid.FeatureStatistics;
import drolt.centroid.FeatureStatisticsAccumulator;
import drolt.data.ImageDataset;
import drolt.evaluation.Predictions;
import drolt.loading.BatchLoader;
import drolt.loading.BatchPlan;
import drolt.loading.HostBatch;
import drolt.model.Backbone;
import drolt.model.Network;
import drolt.tensor.NoGrad;
import drolt.tensor.Precision;
import drolt.tensor.RowCollector;
import drolt.tensor.StepScope;
import drolt.tensor.Tensors;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;

/**
 * Runs a network over images in eval mode, without gradients, and gives plain arrays.
 *
 * <p>The batch size is fixed: it can change the last bits of a result.
 */
public final class Evaluator {
    static final int BATCH_SIZE = 256;

    private static final int LEAST_PREFETCH = 3;

    private final ImageTensors images;
    private final Precision precision;
    private final int loaderThreads;
    private final List<Transform> view;

    /**
     * An epoch's augmented images.
     *
     * @param indices position of each in the data set, in the order of the draws
     * @param transforms what each goes through
     * @param seed of the transforms
     * @param epoch from 0
     */
    public record Draws(int[] indices, List<Transform> transforms, long seed, int epoch) {}

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
        PredictionCollector predictions = new PredictionCollector(features.labels().length);
        classify(network, features, (logits, start) -> predictions.add(logits, features.labels(), start));
        return predictions.finish(classCount);
    }

    /**
     * Hands over what the network's classifier would lose on images with each class as the true one.
     *
     * @param features that its backbone has given before
     * @param consumer is given one image after the other, in order
     */
    public void losses(Network network, FeatureMatrix features, ImageLosses consumer) {
        classify(network, features, (logits, start) -> {
            int classes = (int) logits.size(1);
            float[] losses = Tensors.toFloats(logits.log_softmax(1).neg());
            for (int row = 0; row * classes < losses.length; row++) {
                float[] ofImage = Arrays.copyOfRange(losses, row * classes, (row + 1) * classes);
                consumer.accept(start + row, features.labels()[start + row], ofImage);
            }
        });
    }

    /** Logits of one batch after the other, with the position of its first image. */
    private static void classify(Network network, FeatureMatrix features, ObjIntConsumer<Tensor> consumer) {
        int size = features.labels().length;
        int dimension = features.dimension();
        try (NoGrad noGrad = NoGrad.open()) {
            for (int start = 0; start < size; start += BATCH_SIZE) {
                int end = Math.min(start + BATCH_SIZE, size);
                try (StepScope scope = StepScope.open()) {
                    float[] rows = Arrays.copyOfRange(features.values(), start * dimension, end * dimension);
                    consumer.accept(network.classifier().logits(Tensors.floats(rows, end - start, dimension)), start);
                }
            }
        }
    }

    /**
     * Features of every image, outside the Java heap, which many photographs' features would fill.
     *
     * @return float32 [N, D], in the order of the data set; the caller's, who closes it
     */
    public Tensor features(Network network, ImageDataset dataset) {
        try (RowCollector rows =
                new RowCollector(dataset.size(), network.backbone().dimension())) {
            forEach(network, dataset, (pass, batch) -> rows.add(pass.features()));
            return rows.finish();
        }
    }

    /**
     * Features of every image at several layers, in one pass.
     *
     * @param layers names, of those that the backbone has
     * @return by name, in the order of {@code layers}
     * @throws IllegalArgumentException for a name that no layer has
     */
    public Map<String, FeatureMatrix> features(Network network, ImageDataset dataset, Collection<String> layers) {
        network.backbone().requireLayers(layers);
        int size = dataset.size();
        int[] labels = new int[size];
        int[] filled = {0};
        Map<String, FeatureMatrix> matrices = new LinkedHashMap<>();
        for (String layer : layers) {
            int dimension = dimension(network, layer);
            matrices.put(layer, new FeatureMatrix(new float[Math.multiplyExact(size, dimension)], labels, dimension));
        }
        forEach(network, dataset, layers, (pass, batch) -> {
            matrices.forEach((layer, matrix) -> {
                float[] rows = Tensors.toFloats(pass.layer(layer));
                System.arraycopy(rows, 0, matrix.values(), filled[0] * matrix.dimension(), rows.length);
            });
            System.arraycopy(batch.labels(), 0, labels, filled[0], batch.size());
            filled[0] += batch.size();
        });
        return matrices;
    }

    private static int dimension(Network network, String layer) {
        return Objects.requireNonNull(network.backbone().layerDimensions().get(layer));
    }

    /** Class means of the features and the scatter around them, by running sums. */
    public FeatureStatistics statistics(Network network, ImageDataset dataset, boolean storeFeatures) {
        return theOnly(statistics(network, dataset, List.of(Backbone.FEATURES), storeFeatures));
    }

    /** Class means and scatter of one layer's outputs. */
    public FeatureStatistics statistics(Network network, ImageDataset dataset, String layer) {
        return theOnly(statistics(network, dataset, List.of(layer), false));
    }

    private static FeatureStatistics theOnly(Map<String, FeatureStatistics> statistics) {
        return statistics.values().iterator().next();
    }

    /**
     * Class means and scatter of several layers, in one pass over the images.
     *
     * @param layers names, of those that the backbone has
     * @return by name, in the order of {@code layers}
     * @throws IllegalArgumentException for a name that no layer has
     */
    public Map<String, FeatureStatistics> statistics(
            Network network, ImageDataset dataset, Collection<String> layers, boolean storeFeatures) {
        return statistics(network, dataset, new Draws(everyImage(dataset), view, 0, 0), layers, storeFeatures);
    }

    /** Class means and scatter over an epoch's augmented draws. */
    public Map<String, FeatureStatistics> statistics(
            Network network, ImageDataset dataset, Draws draws, Collection<String> layers, boolean storeFeatures) {
        network.backbone().requireLayers(layers);
        Map<String, FeatureStatisticsAccumulator> accumulators = new LinkedHashMap<>();
        for (String layer : layers) {
            int dimension = dimension(network, layer);
            accumulators.put(layer, new FeatureStatisticsAccumulator(dataset.classCount(), dimension, storeFeatures));
        }
        run(
                network,
                dataset,
                draws,
                layers,
                (pass, batch) -> accumulators.forEach((layer, accumulator) -> accumulator.add(
                        Tensors.toFloats(pass.layer(layer)), batch.labels(), batch.indices(), batch.size())));
        Map<String, FeatureStatistics> statistics = new LinkedHashMap<>();
        accumulators.forEach((layer, accumulator) -> statistics.put(layer, accumulator.finish()));
        return statistics;
    }

    /** Hands every batch of the data set, in its order, to the consumer. */
    public void forEach(Network network, ImageDataset dataset, BatchConsumer consumer) {
        forEach(network, dataset, List.of(), consumer);
    }

    /** Hands every batch to the consumer, with {@link drolt.model.ForwardPass#layers} of the named layers. */
    public void forEach(Network network, ImageDataset dataset, Collection<String> layers, BatchConsumer consumer) {
        run(network, dataset, new Draws(everyImage(dataset), view, 0, 0), layers, consumer);
    }

    private static int[] everyImage(ImageDataset dataset) {
        return IntStream.range(0, dataset.size()).toArray();
    }

    private void run(
            Network network, ImageDataset dataset, Draws draws, Collection<String> layers, BatchConsumer consumer) {
        if (draws.indices().length == 0) {
            return;
        }
        int prefetch = Math.max(LEAST_PREFETCH, loaderThreads + 1);
        BatchPlan plan = new BatchPlan(BATCH_SIZE, false, draws.seed(), draws.epoch(), 0, loaderThreads, prefetch);
        try (NoGrad noGrad = NoGrad.open();
                BatchLoader loader = BatchLoader.open(dataset, draws.transforms(), draws.indices(), plan)) {
            for (HostBatch batch = loader.next(); batch != null; batch = loader.next()) {
                try (StepScope scope = StepScope.open()) {
                    consumer.accept(network.forward(images.of(batch), false, precision, layers), batch);
                }
            }
        }
    }
}
