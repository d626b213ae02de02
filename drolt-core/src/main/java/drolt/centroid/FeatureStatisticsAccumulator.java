package drolt.centroid;

import drolt.centroid.FeatureStatistics.StoredFeatures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Class means and scatter of features that arrive in batches, in one pass, by Welford's update in double precision.
 *
 * <p>Memory is C times D, whatever the number of features, unless all are to be stored. The same features in the same
 * order give the same bits, however they are cut into batches.
 */
public final class FeatureStatisticsAccumulator {
    private final double[][] means;
    private final double[] scatter;
    private final int[] counts;
    private final boolean storesAll;
    private final List<StoredFeatures> batches = new ArrayList<>();

    /**
     * @param classCount C
     * @param featureDimension D
     * @param storesAll whether {@link FeatureStatistics#stored} is wanted
     */
    public FeatureStatisticsAccumulator(int classCount, int featureDimension, boolean storesAll) {
        this.means = new double[classCount][featureDimension];
        this.scatter = new double[classCount];
        this.counts = new int[classCount];
        this.storesAll = storesAll;
    }

    /**
     * Adds a batch, where nothing is stored.
     *
     * @param features row-major, the first B times D entries count
     * @param labels the first B entries count
     * @param size B
     * @throws IllegalStateException where all features are to be stored, which needs their indices
     */
    public void add(float[] features, int[] labels, int size) {
        if (storesAll) {
            throw new IllegalStateException("stored features need the index of each image");
        }
        accumulate(features, labels, size);
    }

    /**
     * Adds a batch.
     *
     * @param features row-major, the first B times D entries count
     * @param labels the first B entries count
     * @param indices position of each image in the training set, the first B entries count
     * @param size B
     */
    public void add(float[] features, int[] labels, int[] indices, int size) {
        accumulate(features, labels, size);
        if (storesAll) {
            batches.add(new StoredFeatures(
                    Arrays.copyOf(features, Math.multiplyExact(size, means[0].length)),
                    Arrays.copyOf(labels, size),
                    Arrays.copyOf(indices, size)));
        }
    }

    private void accumulate(float[] features, int[] labels, int size) {
        for (int sample = 0; sample < size; sample++) {
            int label = labels[sample];
            double[] mean = means[label];
            double share = 1.0 / ++counts[label];
            int offset = sample * mean.length;
            double squared = 0;
            for (int i = 0; i < mean.length; i++) {
                double before = features[offset + i] - mean[i];
                mean[i] += before * share;
                squared += before * (features[offset + i] - mean[i]);
            }
            scatter[label] += squared;
        }
    }

    /** What was added so far; later additions do not change it. */
    public FeatureStatistics finish() {
        double[][] centroids = new double[means.length][];
        for (int label = 0; label < means.length; label++) {
            centroids[label] = means[label].clone();
        }
        return new FeatureStatistics(
                centroids, scatter.clone(), counts.clone(), storesAll ? Optional.of(joined()) : Optional.empty());
    }

    private StoredFeatures joined() {
        int size = batches.stream().mapToInt(batch -> batch.labels().length).sum();
        float[] features = new float[Math.multiplyExact(size, means[0].length)];
        int[] labels = new int[size];
        int[] indices = new int[size];
        int at = 0;
        for (StoredFeatures batch : batches) {
            int length = batch.labels().length;
            System.arraycopy(batch.features(), 0, features, at * means[0].length, batch.features().length);
            System.arraycopy(batch.labels(), 0, labels, at, length);
            System.arraycopy(batch.indices(), 0, indices, at, length);
            at += length;
        }
        return new StoredFeatures(features, labels, indices);
    }
}
