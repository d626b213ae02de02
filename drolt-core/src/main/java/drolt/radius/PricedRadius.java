package drolt.radius;

import drolt.centroid.FeatureStatistics;
import drolt.data.ClassCounts;
import drolt.tensor.Tensors;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/** A learned radius and its price, {@code -beta log p(eps_c)}. */
final class PricedRadius implements Radius {
    /** The logarithm and its slope are taken no nearer to 0: softplus underflows to 0 in float32. */
    private static final double SMALLEST_RADIUS = 1e-30;

    private final LearnedRadius learned;
    private final double beta;
    private final int featureDimension;
    private final ClassCounts counts;
    private @Nullable CentroidProbability probability;

    PricedRadius(LearnedRadius learned, double beta, int featureDimension, ClassCounts counts) {
        this.learned = learned;
        this.beta = beta;
        this.featureDimension = featureDimension;
        this.counts = counts;
    }

    @Override
    public void takeStatistics(FeatureStatistics statistics) {
        probability = new CentroidProbability(counts, statistics);
    }

    @Override
    public Tensor of(int[] classes, ScalarType type) {
        return learned.of(classes, type);
    }

    @Override
    public double[] values() {
        return learned.values();
    }

    /**
     * The engine has no chi-square distribution, so log p and its slope are computed on the host, in double precision,
     * and enter the graph as the tangent at the present radius: {@code value + slope (eps - constant eps)}, which has
     * the right value and the right gradient there.
     */
    @Override
    public Optional<Tensor> price(int[] classes, Tensor radii, double[] weights) {
        CentroidProbability measured = probability;
        if (measured == null) {
            throw new IllegalStateException("no variances yet: takeStatistics must come before the first batch");
        }
        double[] present = Tensors.toDoubles(radii);
        double[] slopes = new double[classes.length];
        double value = 0;
        for (int i = 0; i < classes.length; i++) {
            if (weights[i] > 0 && counts.of(classes[i]) > 0) {
                double radius = Math.max(present[i], SMALLEST_RADIUS);
                value -= beta * weights[i] * measured.log(classes[i], radius);
                slopes[i] = -beta * weights[i] * measured.logSlope(classes[i], radius);
            }
        }
        Tensor tangent = radii.sub(radii.detach())
                .mul(Tensors.doubles(slopes, slopes.length).to(radii.scalar_type()))
                .sum();
        return Optional.of(tangent.add(new Scalar(value)));
    }

    @Override
    public Map<String, Tensor> parameters() {
        return learned.parameters();
    }

    @Override
    public double learningRateScale() {
        return learned.learningRateScale();
    }

    @Override
    public double weightDecay() {
        return learned.weightDecay();
    }

    @Override
    public Map<String, Tensor> state() {
        return probability == null
                ? Map.of()
                : Map.of("variances", Tensors.doubles(probability.variances(), counts.classCount()));
    }

    @Override
    public void restore(Map<String, Tensor> state) {
        learned.restore(state);
        Tensor variances = state.get("variances");
        if (variances != null) {
            probability = new CentroidProbability(counts, Tensors.toDoubles(variances), featureDimension);
        }
    }

    @Override
    public void close() {
        learned.close();
    }
}
