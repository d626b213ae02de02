package drolt.loss.robust;

import drolt.centroid.FeatureStatistics.StoredFeatures;
import drolt.tensor.StepScope;
import drolt.tensor.Tensors;
import java.util.Arrays;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/** The part of the exact denominator that is not in the batch: every training feature as the epoch began. */
final class StoredDenominator implements AutoCloseable {
    private @Nullable Stored stored;

    /**
     * What was stored.
     *
     * @param features float32 [N, D]
     * @param labels int64 [N]
     * @param positions entry of each image of the training set, -1 where it has none
     * @param indices int64 [N], the same the other way round
     */
    private record Stored(Tensor features, Tensor labels, Tensor indices, int[] positions) {
        void close() {
            features.close();
            labels.close();
            indices.close();
        }
    }

    void takeStatistics(StoredFeatures all) {
        store(all.features(), all.labels(), all.indices());
    }

    private void store(float[] features, int[] labels, int[] indices) {
        close();
        int size = labels.length;
        int[] positions = new int[Arrays.stream(indices).max().orElse(-1) + 1];
        Arrays.fill(positions, -1);
        for (int entry = 0; entry < size; entry++) {
            positions[indices[entry]] = entry;
        }
        try (StepScope scope = StepScope.open()) {
            stored = new Stored(
                    scope.keep(Tensors.floats(features, size, features.length / Math.max(size, 1))),
                    scope.keep(Tensors.longs(labels, size)),
                    scope.keep(Tensors.longs(indices, size)),
                    positions);
        }
    }

    /**
     * Distances of the stored features.
     *
     * @param centroids float [P, D]
     * @param drawn index of each image in the batch, the first {@code size} entries count
     * @return float [P, N], infinite where the image is in the batch, so that it drops out of the sum
     */
    Tensor distances(DistanceKind distance, Tensor centroids, int[] drawn, int size) {
        Stored all = stored();
        double[] dropped = new double[Math.toIntExact(all.labels.size(0))];
        for (int sample = 0; sample < size; sample++) {
            int entry = drawn[sample] < all.positions.length ? all.positions[drawn[sample]] : -1;
            if (entry >= 0) {
                dropped[entry] = Double.POSITIVE_INFINITY;
            }
        }
        ScalarType type = centroids.scalar_type();
        return distance.between(centroids, all.features.to(type))
                .add(Tensors.doubles(dropped, dropped.length).to(type));
    }

    /** 1 where the stored feature is of the class, else 0: [P, N] of the given type. */
    Tensor membership(int[] classes, ScalarType type) {
        return Tensors.longs(classes, classes.length)
                .unsqueeze(1)
                .eq(stored().labels)
                .to(type);
    }

    Map<String, Tensor> state() {
        return stored == null
                ? Map.of()
                : Map.of("features", stored.features, "labels", stored.labels, "indices", stored.indices);
    }

    void restore(Map<String, Tensor> state) {
        Tensor features = state.get("features");
        Tensor labels = state.get("labels");
        Tensor indices = state.get("indices");
        if (features != null && labels != null && indices != null) {
            store(Tensors.toFloats(features), toInts(labels), toInts(indices));
        }
    }

    private static int[] toInts(Tensor tensor) {
        return Arrays.stream(Tensors.toLongs(tensor)).mapToInt(Math::toIntExact).toArray();
    }

    private Stored stored() {
        if (stored == null) {
            throw new IllegalStateException("no stored features yet: takeStatistics must come before the first batch");
        }
        return stored;
    }

    @Override
    public void close() {
        if (stored != null) {
            stored.close();
            stored = null;
        }
    }
}
