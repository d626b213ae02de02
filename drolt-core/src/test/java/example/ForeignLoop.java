package example;

import drolt.centroid.FeatureStatisticsAccumulator;
import drolt.data.ClassCounts;
import drolt.loss.Loss;
import drolt.loss.LossConfig;
import drolt.loss.LossContext;
import drolt.loss.LossInput;
import drolt.optimizer.Optimizer;
import drolt.optimizer.ParameterGroup;
import drolt.optimizer.SgdConfig;
import drolt.recipe.RecipeReader;
import drolt.tensor.Engine;
import drolt.tensor.StepScope;
import drolt.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;

/** Trains a feature matrix and a classifier matrix on vectors of your own under the paper's loss. */
final class ForeignLoop {
    /** Returns the loss of each epoch. An epoch is one batch: inputs [N, 8] with labels [N] in 0..2. */
    static List<Float> train(float[] inputs, int[] labels, int epochs) {
        Engine.load();
        int size = labels.length;
        int[] indices = IntStream.range(0, size).toArray();
        int[] counts = new int[3];
        IntStream.of(labels).forEach(label -> counts[label]++);
        // Eq. 18 and 19; what is left out has the reference's defaults
        LossConfig config = RecipeReader.part(LossConfig.class, "{kind: dro-lt, form: paper, radius: {kind: learned}}");
        LossContext context = new LossContext(4, ClassCounts.of(counts), 1); // 4 features
        SgdConfig sgd = new SgdConfig(0.1, 0.9, false, 0, null);
        List<Float> losses = new ArrayList<>();
        try (StepScope all = StepScope.open();
                Loss loss = config.build(context)) {
            Tensor batch = Tensors.floats(inputs, size, 8);
            Tensor features = leaf(4, 8);
            Tensor classifier = leaf(3, 4);
            List<ParameterGroup> groups = List.of(
                    new ParameterGroup(Map.of("features", features, "classifier", classifier), 1, 0),
                    new ParameterGroup(loss.parameters(), loss.learningRateScale(), loss.weightDecay())); // radii
            try (Optimizer optimizer = sgd.build(groups)) {
                for (int epoch = 0; epoch < epochs; epoch++) {
                    try (StepScope step = StepScope.open()) { // frees the tensors of the step
                        Tensor z = batch.matmul(features.t());
                        loss.startEpoch(epoch);
                        FeatureStatisticsAccumulator centroids = new FeatureStatisticsAccumulator(3, 4, false);
                        centroids.add(Tensors.toFloats(z), labels, size);
                        loss.takeStatistics(Map.of(LossInput.FEATURES, centroids.finish()));
                        Tensor logits = z.matmul(classifier.t());
                        Tensor total = loss.value(
                                        new LossInput(z, logits, Tensors.longs(labels, size), labels, indices))
                                .total();
                        total.backward();
                        optimizer.step(sgd.learningRate());
                        optimizer.clearGradients();
                        losses.add(total.item_float());
                    }
                }
            }
        }
        return losses;
    }

    /** A parameter [rows, columns] with small values. */
    private static Tensor leaf(int rows, int columns) {
        float[] values = new float[rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.sin(i + 1.0) / 4;
        }
        return Tensors.floats(values, rows, columns).set_requires_grad(true);
    }
}
