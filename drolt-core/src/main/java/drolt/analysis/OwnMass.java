package drolt.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * What a radius does to the robust loss, on a backbone's own training features.
 *
 * <pre>{@code
 * p_k = exp(-(d(mu_c, z_k) + m eps_c [z_k of class c])) / sum over the batch     P_c = sum of p_k over class c
 * F_c = sum over class c of |1 / |S_c| - p_k| + sum over the others of p_k
 * }</pre>
 *
 * <p>P_c is the own mass, on which the gradient of the radius depends: 1 - P_c times m. F_c is the sum of what the term
 * of class c weighs the distances of the batch's samples with, and so how strongly it pulls; at P_c = 1 with equal
 * weights within the class it is 0, and the term does nothing. The Euclidean distance, temperature 1. Batches are the
 * training features in random order, each once.
 *
 * @param label names of the backbone's arms
 * @param mass P_c of each class [C], mean over the batches in which it occurs, by margin; NaN for one without images
 * @param force F_c alike
 */
public record OwnMass(String label, Map<Margin, double[]> mass, Map<Margin, double[]> force) {
    private static final int BATCH_SIZE = 128;
    private static final int MOST_BATCHES = 200;

    /** How often a sample's own class has the radius. */
    public enum Margin {
        /** Not at all: eps = 0. */
        NONE(0),
        /** Once, as in the authors' program. */
        ONCE(1),
        /** Twice, as in Eq. 11. */
        TWICE(2);

        private final double factor;

        Margin(double factor) {
            this.factor = factor;
        }
    }

    /** P_c and F_c of one class in one batch. */
    record Value(double mass, double force) {
        static Value of(BoundBatch batch, int label, double margin) {
            double[] exponents = batch.distances(batch.centroids()[label]);
            int own = 0;
            for (int k = 0; k < exponents.length; k++) {
                boolean same = batch.label(k) == label;
                own += same ? 1 : 0;
                exponents[k] = -(exponents[k] + (same ? margin : 0));
            }
            double total = BoundBatch.logSumExp(exponents);
            double mass = 0;
            double force = 0;
            for (int k = 0; k < exponents.length; k++) {
                double share = Math.exp(exponents[k] - total);
                boolean same = batch.label(k) == label;
                mass += same ? share : 0;
                force += same ? Math.abs(1.0 / own - share) : share;
            }
            return new Value(mass, force);
        }
    }

    /**
     * Measures them.
     *
     * @param radii eps_c, also below 0 [C]
     * @param seed of the batches
     */
    public static OwnMass of(String label, BackbonePass pass, double[] radii, long seed) {
        List<BoundBatch> batches = batches(pass, seed);
        Map<Margin, double[]> mass = new EnumMap<>(Margin.class);
        Map<Margin, double[]> force = new EnumMap<>(Margin.class);
        for (Margin margin : Margin.values()) {
            double[] masses = new double[radii.length];
            double[] forces = new double[radii.length];
            int[] occurs = new int[radii.length];
            for (BoundBatch batch : batches) {
                for (int of : Arrays.stream(batch.labels()).distinct().toArray()) {
                    Value value = Value.of(batch, of, margin.factor * radii[of]);
                    masses[of] += value.mass;
                    forces[of] += value.force;
                    occurs[of]++;
                }
            }
            for (int of = 0; of < radii.length; of++) { // 0 / 0 where a class has no image
                masses[of] /= occurs[of];
                forces[of] /= occurs[of];
            }
            mass.put(margin, masses);
            force.put(margin, forces);
        }
        return new OwnMass(label, mass, force);
    }

    private static List<BoundBatch> batches(BackbonePass pass, long seed) {
        int size = pass.train().labels().length;
        int[] order = IntStream.range(0, size).toArray();
        Random random = new Random(seed);
        for (int i = size - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[j];
            order[j] = kept;
        }
        List<BoundBatch> batches = new ArrayList<>();
        for (int start = 0; start < size && batches.size() < MOST_BATCHES; start += BATCH_SIZE) {
            int[] rows = Arrays.copyOfRange(order, start, Math.min(size, start + BATCH_SIZE));
            batches.add(BoundBatch.of(pass.train(), rows, pass.statistics().centroids()));
        }
        return batches;
    }

    /** P_c by label. */
    public double[] masses(Margin margin) {
        return Objects.requireNonNull(mass.get(margin)).clone();
    }

    /** F_c by label. */
    public double[] forces(Margin margin) {
        return Objects.requireNonNull(force.get(margin)).clone();
    }

    /** Mean over some classes, those without images left out; NaN where all are. */
    public static double mean(double[] values, boolean[] group) {
        return IntStream.range(0, values.length)
                .filter(label -> group[label] && !Double.isNaN(values[label]))
                .mapToDouble(label -> values[label])
                .average()
                .orElse(Double.NaN);
    }
}
