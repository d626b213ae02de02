package drolt.radius;

import drolt.centroid.FeatureStatistics;
import drolt.data.ClassCounts;
import drolt.tensor.Tensors;
import java.util.Arrays;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Radii at the confidence 1 - delta, computed anew at each epoch's start. */
final class CalibratedRadius implements Radius {
    private final double delta;
    private final ClassCounts counts;
    private double[] radii;

    CalibratedRadius(double delta, ClassCounts counts) {
        this.delta = delta;
        this.counts = counts;
        this.radii = new double[counts.classCount()];
        Arrays.fill(radii, Double.NaN);
    }

    @Override
    public void takeStatistics(FeatureStatistics statistics) {
        double quantile = new ChiSquare(statistics.dimension()).quantileOfSurvival(delta);
        double[] variances = statistics.variances();
        double[] measured = new double[variances.length];
        for (int label = 0; label < measured.length; label++) {
            measured[label] = Math.sqrt(variances[label] * quantile / Math.max(counts.of(label), 1));
        }
        radii = measured;
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
        return Double.isNaN(radii[0]) ? Map.of() : Map.of("calibrated", Tensors.doubles(radii, radii.length));
    }

    @Override
    public void restore(Map<String, Tensor> state) {
        Tensor stored = state.get("calibrated");
        if (stored != null) {
            radii = Tensors.toDoubles(stored);
        }
    }
}
