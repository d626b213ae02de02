package drolt.loss.contrastive;

import drolt.tensor.StepScope;
import drolt.tensor.Tensors;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * Mean direction of each class: over the epoch before and what the present one has added. At an epoch's end what it added
 * takes the place of the epoch before; a class that it never drew keeps what it had.
 */
final class DirectionStatistics implements AutoCloseable {
    private static final double LARGEST_CONCENTRATION = 1e5;
    private static final String EPOCH = "epoch";

    private final int dimension;
    private final double[] past;
    private final double[] present;
    private final double[] pastCounts;
    private final double[] presentCounts;
    private final double[] epoch = {-1};
    private final Map<String, Tensor> stored = new LinkedHashMap<>();

    DirectionStatistics(int classCount, int dimension) {
        this.dimension = dimension;
        past = new double[Math.multiplyExact(classCount, dimension)];
        present = new double[past.length];
        pastCounts = new double[classCount];
        presentCounts = new double[classCount];
        try (StepScope scope = StepScope.open()) {
            arrays().forEach((name, values) -> stored.put(name, scope.keep(Tensors.doubles(values, values.length))));
        }
    }

    private Map<String, double[]> arrays() {
        Map<String, double[]> arrays = new LinkedHashMap<>();
        arrays.put("past", past);
        arrays.put("pastCounts", pastCounts);
        arrays.put("present", present);
        arrays.put("presentCounts", presentCounts);
        arrays.put(EPOCH, epoch);
        return arrays;
    }

    /** Does nothing where the epoch, from 0, is under way already. */
    void startEpoch(int next) {
        if (next <= epoch[0]) {
            return;
        }
        epoch[0] = next;
        for (int label = 0; label < presentCounts.length; label++) {
            if (presentCounts[label] > 0) {
                pastCounts[label] = presentCounts[label];
                presentCounts[label] = 0;
                for (int i = label * dimension; i < (label + 1) * dimension; i++) {
                    past[i] = present[i];
                    present[i] = 0;
                }
            }
        }
    }

    /**
     * Takes in the directions of some images.
     *
     * @param directions unit vectors, row-major [M, P]
     * @param labels of the first images, which the rows repeat
     * @param size number of images
     */
    void add(double[] directions, int[] labels, int size) {
        for (int row = 0; row * dimension < directions.length; row++) {
            int label = labels[row % size];
            presentCounts[label]++;
            for (int i = 0; i < dimension; i++) {
                present[label * dimension + i] += directions[row * dimension + i];
            }
        }
    }

    /**
     * Von Mises-Fisher distributions of the classes.
     *
     * @param axes mean directions, unit vectors, row-major [C, P]; 0 for a class that was never seen
     * @param concentrations kappa [C]; 0, the uniform distribution, for a class that was never seen
     */
    record Estimate(double[] axes, double[] concentrations) {}

    /** {@code kappa = P R / (1 - R^2)}, R the length of the mean of the class's unit vectors, at most 1e5. */
    Estimate estimate() {
        double[] axes = new double[past.length];
        double[] concentrations = new double[pastCounts.length];
        for (int label = 0; label < concentrations.length; label++) {
            double count = pastCounts[label] + presentCounts[label];
            double square = 0;
            for (int i = label * dimension; i < (label + 1) * dimension; i++) {
                axes[i] = past[i] + present[i];
                square += axes[i] * axes[i];
            }
            double length = Math.sqrt(square);
            if (length > 0) {
                for (int i = label * dimension; i < (label + 1) * dimension; i++) {
                    axes[i] /= length;
                }
                concentrations[label] = concentration(length / count);
            }
        }
        return new Estimate(axes, concentrations);
    }

    private double concentration(double meanLength) {
        double spread = 1 - meanLength * meanLength; // may come out a little below 0
        double kappa = dimension * meanLength / spread;
        return spread > 0 && kappa < LARGEST_CONCENTRATION ? kappa : LARGEST_CONCENTRATION;
    }

    /** All of it as float64 tensors, which stay this object's and hold the present values until the next call. */
    Map<String, Tensor> state() {
        try (StepScope scope = StepScope.open()) {
            arrays().forEach((name, values) -> {
                Tensor tensor = stored.get(name);
                if (tensor != null) {
                    tensor.set_data(Tensors.doubles(values, values.length));
                }
            });
        }
        return stored;
    }

    void restore(Map<String, Tensor> state) {
        arrays().forEach((name, values) -> {
            Tensor tensor = state.get(name);
            if (tensor != null) {
                System.arraycopy(Tensors.toDoubles(tensor), 0, values, 0, values.length);
            }
        });
    }

    @Override
    public void close() {
        stored.values().forEach(Tensor::close);
    }
}
