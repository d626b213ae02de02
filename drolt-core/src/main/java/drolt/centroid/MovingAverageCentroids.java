package drolt.centroid;

import drolt.tensor.Tensors;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Running means of the features of the training batches. */
final class MovingAverageCentroids implements Centroids {
    private final double momentum;
    private CentroidTable table;

    MovingAverageCentroids(int classCount, int featureDimension, double momentum) {
        this.table = CentroidTable.empty(classCount, featureDimension);
        this.momentum = momentum;
    }

    @Override
    public void takeStatistics(FeatureStatistics statistics) {
        // the average goes on over the epochs
    }

    @Override
    public void observe(Tensor features, int[] labels) {
        int size = Math.toIntExact(features.size(0));
        int dimension = Math.toIntExact(features.size(1));
        double[] values = Tensors.toDoubles(features);
        Map<Integer, BatchSum> sums = new TreeMap<>();
        for (int sample = 0; sample < size; sample++) {
            sums.computeIfAbsent(labels[sample], label -> new BatchSum(dimension))
                    .add(values, sample);
        }
        sums.forEach(this::update);
    }

    private void update(int label, BatchSum batch) {
        double[] mean = table.means()[label];
        double past = table.known()[label] ? momentum : 0;
        for (int i = 0; i < mean.length; i++) {
            mean[i] = past * mean[i] + (1 - past) * batch.sum[i] / batch.count;
        }
        table.known()[label] = true;
    }

    @Override
    public boolean known(int label) {
        return table.known()[label];
    }

    @Override
    public Tensor of(int[] classes, ScalarType type) {
        return table.gather(classes, type);
    }

    @Override
    public Map<String, Tensor> state() {
        return table.state();
    }

    @Override
    public void restore(Map<String, Tensor> state) {
        Tensor means = state.get("means");
        Tensor known = state.get("known");
        if (means != null && known != null) {
            table = CentroidTable.restored(means, known);
        }
    }

    /** Sum of one class's features in a batch. */
    private static final class BatchSum {
        private final double[] sum;
        private int count;

        BatchSum(int dimension) {
            sum = new double[dimension];
        }

        void add(double[] features, int sample) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += features[sample * sum.length + i];
            }
            count++;
        }
    }
}
