package drolt.radius;

import drolt.centroid.FeatureStatistics;
import drolt.tensor.Tensors;
import java.util.Arrays;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/**
 * Radii from the shift between training and held-out features, computed anew at each epoch's start.
 *
 * <pre>{@code
 * eps_c = factor sqrt(max(0, |mu_c - h_c|^2 - D v_c / k_c))        k_c held-out images, two or more
 * eps_c = factor s_c sqrt(mean over such classes of (eps / factor / s)^2)        where there are fewer
 * }</pre>
 *
 * <p>mu_c is the mean of the training features, h_c that of the held-out ones and v_c their per-dimension variance: the
 * mean of k_c images lies off the true one by D v_c / k_c on average, which is no shift. A class with fewer images than
 * two takes the shift of the others in units of its own scatter s_c.
 */
final class CrossFittedRadius implements Radius {
    private final double factor;
    private double[] radii;
    private @Nullable FeatureStatistics heldOut;

    CrossFittedRadius(double factor, int classCount) {
        this.factor = factor;
        this.radii = new double[classCount];
        Arrays.fill(radii, Double.NaN);
    }

    @Override
    public void takeHeldOut(FeatureStatistics statistics) {
        heldOut = statistics;
    }

    /** @throws IllegalStateException where no statistics of held-out images came before */
    @Override
    public void takeStatistics(FeatureStatistics statistics) {
        FeatureStatistics outside = heldOut;
        if (outside == null) {
            throw new IllegalStateException("no held-out features yet: takeHeldOut must come before takeStatistics");
        }
        double[] scales = Arrays.stream(statistics.variances()).map(Math::sqrt).toArray();
        double[] shifts = new double[radii.length];
        double squares = 0;
        int known = 0;
        for (int label = 0; label < shifts.length; label++) {
            shifts[label] = shift(statistics, outside, label);
            if (!Double.isNaN(shifts[label]) && scales[label] > 0) {
                squares += Math.pow(shifts[label] / scales[label], 2);
                known++;
            }
        }
        double usual = known == 0 ? 0 : Math.sqrt(squares / known);
        double[] measured = new double[shifts.length];
        for (int label = 0; label < measured.length; label++) {
            measured[label] = factor * (Double.isNaN(shifts[label]) ? usual * scales[label] : shifts[label]);
        }
        radii = measured;
        heldOut = null;
    }

    /** NaN where there are too few images. */
    private static double shift(FeatureStatistics training, FeatureStatistics outside, int label) {
        int images = outside.counts()[label];
        if (images < 2 || training.counts()[label] == 0) {
            return Double.NaN;
        }
        double[] here = training.centroids()[label];
        double[] there = outside.centroids()[label];
        double distance = 0;
        for (int i = 0; i < here.length; i++) {
            distance += (here[i] - there[i]) * (here[i] - there[i]);
        }
        double spread = outside.scatter()[label] / (images - 1); // D v_c
        return Math.sqrt(Math.max(0, distance - spread / images));
    }

    @Override
    public Tensor of(int[] classes, ScalarType type) {
        if (Double.isNaN(radii[0])) {
            throw new IllegalStateException("no radii yet: takeStatistics must come before the first batch");
        }
        return FixedRadius.select(radii, classes, type);
    }

    @Override
    public double[] values() {
        return radii.clone();
    }

    @Override
    public Map<String, Tensor> state() {
        return Double.isNaN(radii[0]) ? Map.of() : Map.of("crossFitted", Tensors.doubles(radii, radii.length));
    }

    @Override
    public void restore(Map<String, Tensor> state) {
        Tensor stored = state.get("crossFitted");
        if (stored != null) {
            radii = Tensors.toDoubles(stored);
        }
    }
}
