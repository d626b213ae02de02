package drolt.loss;

import drolt.centroid.CentroidConfig;
import drolt.centroid.CleanCentroidConfig;
import drolt.centroid.FeatureStatistics;
import drolt.centroid.FeatureStatistics.StoredFeatures;
import drolt.data.ClassCounts;
import drolt.loss.contrastive.ContrastiveOracle;
import drolt.loss.robust.BoundForm;
import drolt.loss.robust.ClassTermWeighting;
import drolt.loss.robust.Combination;
import drolt.loss.robust.CrossEntropyTerm;
import drolt.loss.robust.Denominator;
import drolt.loss.robust.DistanceKind;
import drolt.loss.robust.DroLtConfig;
import drolt.radius.RadiusConfig;
import drolt.tensor.Tensors;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A batch and the training set's statistics around it, for tests.
 *
 * @param rho parameters from which learned radii are made, exact in float32
 */
public record LossCase(
        double[][] features,
        double[][] logits,
        int[] labels,
        int[] indices,
        double[][] centroids,
        int[] counts,
        boolean[] unmeasured,
        double[] scatter,
        double[] rho,
        StoredFeatures stored) {

    public static final CrossEntropyTerm PLAIN = new CrossEntropyTerm(0, ClassWeighting.NONE);

    /** A random case: some have one class, one sample, absent classes, distance 0, or distances of 1e4. */
    public static LossCase random(long seed) {
        Random random = new Random(seed);
        int classes = 1 + random.nextInt(8);
        int dimension = 1 + random.nextInt(6);
        int batch = 1 + random.nextInt(12);
        double scale = new double[] {1, 1, 1, 10, 1e4}[random.nextInt(5)];
        double[][] centroids = gaussian(random, classes, dimension, scale);
        double[][] features = gaussian(random, batch, dimension, scale);
        boolean oneClass = random.nextInt(6) == 0;
        int[] labels = random.ints(batch, 0, classes).toArray();
        if (oneClass) {
            Arrays.fill(labels, labels[0]);
        }
        if (random.nextInt(4) == 0) {
            features[0] = centroids[labels[0]].clone();
        }
        int[] counts = random.ints(classes, 0, 500).toArray();
        boolean[] unmeasured = new boolean[classes];
        for (int label = 0; label < classes; label++) {
            counts[label] = random.nextInt(5) == 0 ? 0 : counts[label];
            unmeasured[label] = random.nextInt(10) == 0;
        }
        for (int label : labels) {
            counts[label] = Math.max(counts[label], 1);
        }
        double[] rho =
                random.doubles(classes, -3, 3).map(value -> (float) value).toArray();
        double[] scatter = random.doubles(classes, 0, 50).toArray();
        int storedSize = 1 + random.nextInt(15);
        int[] indices = random.ints(batch, 0, storedSize + 2).toArray();
        return new LossCase(
                features,
                gaussian(random, batch, classes, 1),
                labels,
                indices,
                centroids,
                counts,
                unmeasured,
                scatter,
                rho,
                stored(random, storedSize, classes, dimension, scale));
    }

    /** A case of chosen size: every class known, and p(eps_c) neither near 0 nor near 1. */
    public static LossCase random(long seed, int classes, int dimension, int batch) {
        Random random = new Random(seed);
        int[] counts = random.ints(classes, 1, 30).toArray();
        double[] scatter = Arrays.stream(counts)
                .mapToDouble(n -> n * dimension * (1 + 3 * random.nextDouble()))
                .toArray();
        return new LossCase(
                gaussian(random, batch, dimension, 1),
                gaussian(random, batch, classes, 1),
                random.ints(batch, 0, classes).toArray(),
                random.ints(batch, 0, 20).toArray(),
                gaussian(random, classes, dimension, 1),
                counts,
                new boolean[classes],
                scatter,
                random.doubles(classes, -2, 2).map(value -> (float) value).toArray(),
                stored(random, 20, classes, dimension, 1));
    }

    private static StoredFeatures stored(Random random, int size, int classes, int dimension, double scale) {
        float[] features = new float[size * dimension];
        for (int i = 0; i < features.length; i++) {
            features[i] = (float) (scale * random.nextGaussian());
        }
        int[] indices = new int[size];
        for (int i = 0; i < size; i++) {
            indices[i] = size - 1 - i;
        }
        return new StoredFeatures(features, random.ints(size, 0, classes).toArray(), indices);
    }

    public static double[][] gaussian(Random random, int rows, int columns, double scale) {
        double[][] values = new double[rows][columns];
        for (double[] row : values) {
            for (int i = 0; i < columns; i++) {
                row[i] = scale * random.nextGaussian();
            }
        }
        return values;
    }

    public LossCase withFeatures(double[][] other) {
        return new LossCase(other, logits, labels, indices, centroids, counts, unmeasured, scatter, rho, stored);
    }

    public LossCase withLogits(double[][] other) {
        return new LossCase(features, other, labels, indices, centroids, counts, unmeasured, scatter, rho, stored);
    }

    public LossCase withCounts(int... other) {
        return new LossCase(features, logits, labels, indices, centroids, other, unmeasured, scatter, rho, stored);
    }

    public LossCase withCentroids(double[][] other) {
        return new LossCase(features, logits, labels, indices, other, counts, unmeasured, scatter, rho, stored);
    }

    public LossCase withLabels(int[] other) {
        return new LossCase(features, logits, other, indices, centroids, counts, unmeasured, scatter, rho, stored);
    }

    public LossCase withRho(double[] other) {
        return new LossCase(features, logits, labels, indices, centroids, counts, unmeasured, scatter, other, stored);
    }

    public LossCase withStored(StoredFeatures other) {
        return new LossCase(features, logits, labels, indices, centroids, counts, unmeasured, scatter, rho, other);
    }

    /** The same batch in another order. */
    public LossCase permuted(int[] order) {
        int size = order.length;
        double[][] features = new double[size][];
        double[][] logits = new double[size][];
        int[] labels = new int[size];
        int[] indices = new int[size];
        for (int i = 0; i < size; i++) {
            features[i] = this.features[order[i]];
            logits[i] = this.logits[order[i]];
            labels[i] = this.labels[order[i]];
            indices[i] = this.indices[order[i]];
        }
        return new LossCase(features, logits, labels, indices, centroids, counts, unmeasured, scatter, rho, stored);
    }

    public ClassCounts classCounts() {
        return ClassCounts.of(counts);
    }

    public FeatureStatistics statistics() {
        int[] measured = counts.clone();
        for (int label = 0; label < measured.length; label++) {
            measured[label] = unmeasured[label] ? 0 : measured[label];
        }
        return new FeatureStatistics(centroids, scatter, measured, Optional.of(stored));
    }

    /** Of other images: the centroids moved, three images a class but the first, which has one. */
    private FeatureStatistics heldOut() {
        double[][] moved = Arrays.stream(centroids)
                .map(row -> Arrays.stream(row).map(value -> value + 0.7).toArray())
                .toArray(double[][]::new);
        int[] three = new int[counts.length];
        Arrays.fill(three, 3);
        three[0] = 1;
        return new FeatureStatistics(moved, new double[counts.length], three, Optional.empty());
    }

    /** The loss as it stands at the epoch's start, learned radii set from rho. The caller closes it. */
    public Loss loss(LossConfig config) {
        Loss loss = config.build(new LossContext(
                Map.of(LossInput.FEATURES, features[0].length), classCounts(), 1, Tensors.floatMatrix(centroids)));
        loss.takeHeldOut(Map.of(LossInput.FEATURES, heldOut()));
        loss.takeStatistics(Map.of(LossInput.FEATURES, statistics()));
        if (loss.parameters().containsKey("radius.rho")) {
            loss.restore(Map.of("radius.rho", Tensors.doubles(rho, rho.length)));
        }
        return loss;
    }

    /** Leaves that require their gradient, of the given type. */
    public LossInput input(ScalarType type) {
        return new LossInput(
                leaf(features, type),
                leaf(logits, type),
                Tensors.longs(labels, labels.length),
                labels,
                indices,
                Map.of(),
                IntStream.of(1, 2)
                        .mapToObj(view -> new LossInput.View(
                                leaf(ContrastiveOracle.viewed(features, view), type), leaf(logits, type)))
                        .toList(),
                Optional.of(leaf(centroids, type)));
    }

    private static Tensor leaf(double[][] rows, ScalarType type) {
        double[] flat = Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
        Tensor leaf = Tensors.doubles(flat, rows.length, rows[0].length).to(type);
        leaf.set_requires_grad(true);
        return leaf;
    }

    public double[] softplusRadii() {
        return Arrays.stream(rho).map(value -> Math.log1p(Math.exp(value))).toArray();
    }

    /** w(c) of each sample, 0 where its class has no centroid. */
    public double[] sampleWeights(ClassTermWeighting weighting) {
        double[] weights = new double[labels.length];
        for (int i = 0; i < labels.length; i++) {
            int label = labels[i];
            long inBatch = Arrays.stream(labels).filter(other -> other == label).count();
            double n = counts[label];
            double weight = switch (weighting) {
                case BATCH -> 1.0 / inBatch;
                case INVERSE_COUNT -> 1 / n;
                case EFFECTIVE_NUMBER -> (1 - 0.9999) / (1 - Math.pow(0.9999, n));
                case NONE -> 1;
            };
            weights[i] = unmeasured[label] ? 0 : weight;
        }
        return weights;
    }

    /** The robust term alone (lambda 0), as the paper has it but for what is given. */
    public static DroLtConfig robust(BoundForm form, RadiusConfig radius) {
        return robust(form, DistanceKind.EUCLIDEAN, Denominator.BATCH, ClassTermWeighting.BATCH, 1, radius);
    }

    public static DroLtConfig robust(
            BoundForm form,
            DistanceKind distance,
            Denominator denominator,
            ClassTermWeighting weighting,
            double temperature,
            RadiusConfig radius) {
        return joint(0, form, distance, denominator, weighting, temperature, new CleanCentroidConfig(), radius);
    }

    public static DroLtConfig joint(
            double lambda,
            BoundForm form,
            DistanceKind distance,
            Denominator denominator,
            ClassTermWeighting weighting,
            double temperature,
            CentroidConfig centroids,
            RadiusConfig radius) {
        return new DroLtConfig(
                lambda,
                Combination.JOINT,
                form,
                distance,
                denominator,
                weighting,
                temperature,
                PLAIN,
                centroids,
                radius,
                null);
    }
}
