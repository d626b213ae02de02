package drolt.centroid;

import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/** Centroids measured by a pass over the data at each epoch's start and constant within the epoch. */
final class MeasuredCentroids implements Centroids {
    private @Nullable CentroidTable table;

    @Override
    public void takeStatistics(FeatureStatistics statistics) {
        table = CentroidTable.of(statistics);
    }

    @Override
    public void observe(Tensor features, int[] labels) {
        // constant within the epoch
    }

    @Override
    public boolean known(int label) {
        return measured().known()[label];
    }

    @Override
    public Tensor of(int[] classes, ScalarType type) {
        return measured().gather(classes, type);
    }

    @Override
    public Map<String, Tensor> state() {
        return table == null ? Map.of() : table.state();
    }

    @Override
    public void restore(Map<String, Tensor> state) {
        Tensor means = state.get("means");
        Tensor known = state.get("known");
        if (means != null && known != null) {
            table = CentroidTable.restored(means, known);
        }
    }

    private CentroidTable measured() {
        if (table == null) {
            throw new IllegalStateException("no centroids yet: takeStatistics must come before the first batch");
        }
        return table;
    }
}
