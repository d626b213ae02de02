package drolt.centroid;

import drolt.tensor.Tensors;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Centroids on the host, and their way into tensors and checkpoints.
 *
 * @param means [C][D]
 * @param known whether the class was ever seen [C]
 */
record CentroidTable(double[][] means, boolean[] known) {
    static CentroidTable empty(int classCount, int featureDimension) {
        return new CentroidTable(new double[classCount][featureDimension], new boolean[classCount]);
    }

    static CentroidTable of(FeatureStatistics statistics) {
        boolean[] known = new boolean[statistics.classCount()];
        for (int label = 0; label < known.length; label++) {
            known[label] = statistics.counts()[label] > 0;
        }
        return new CentroidTable(statistics.centroids(), known);
    }

    /** [P, D] of the given type, owned by the open scope. */
    Tensor gather(int[] classes, ScalarType type) {
        int dimension = means[0].length;
        double[] rows = new double[Math.multiplyExact(classes.length, dimension)];
        for (int row = 0; row < classes.length; row++) {
            System.arraycopy(means[classes[row]], 0, rows, row * dimension, dimension);
        }
        return Tensors.doubles(rows, classes.length, dimension).to(type);
    }

    /** {@code means} float64 [C, D] and {@code known} int64 [C], owned by the open scope. */
    Map<String, Tensor> state() {
        int[] all = new int[known.length];
        int[] flags = new int[known.length];
        for (int label = 0; label < known.length; label++) {
            all[label] = label;
            flags[label] = known[label] ? 1 : 0;
        }
        return Map.of("means", gather(all, ScalarType.Double), "known", Tensors.longs(flags, flags.length));
    }

    /** The table that gave the state. */
    static CentroidTable restored(Tensor means, Tensor known) {
        double[] flat = Tensors.toDoubles(means);
        long[] flags = Tensors.toLongs(known);
        int dimension = flat.length / flags.length;
        CentroidTable table = empty(flags.length, dimension);
        for (int label = 0; label < flags.length; label++) {
            System.arraycopy(flat, label * dimension, table.means[label], 0, dimension);
            table.known[label] = flags[label] != 0;
        }
        return table;
    }
}
