package drolt.radius;

import drolt.configuration.InvalidValueException;
import drolt.tensor.StepScope;
import drolt.tensor.Tensors;
import java.util.Arrays;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** One parameter rho_c a class and a mapping from it to the radius. */
final class LearnedRadius implements Radius {
    /** From parameter to radius. */
    enum Mapping {
        /** The radius is the parameter. */
        IDENTITY {
            @Override
            Tensor radius(Tensor rho) {
                return rho;
            }

            @Override
            double radius(double rho) {
                return rho;
            }

            @Override
            double parameter(double radius) {
                return radius;
            }
        },
        /** log(1 + exp(rho)), never negative. */
        SOFTPLUS {
            @Override
            Tensor radius(Tensor rho) {
                return torch.softplus(rho);
            }

            @Override
            double radius(double rho) {
                return Math.max(rho, 0) + Math.log1p(Math.exp(-Math.abs(rho)));
            }

            @Override
            double parameter(double radius) {
                return radius + Math.log(-Math.expm1(-radius));
            }
        };

        abstract Tensor radius(Tensor rho);

        abstract double radius(double rho);

        abstract double parameter(double radius);
    }

    private final Mapping mapping;
    private final Tensor rho;
    private final double learningRateScale;
    private final double weightDecay;

    LearnedRadius(Mapping mapping, int classCount, double initial, double learningRateScale, double weightDecay) {
        this.mapping = mapping;
        this.learningRateScale = learningRateScale;
        this.weightDecay = weightDecay;
        float[] values = new float[classCount];
        Arrays.fill(values, (float) mapping.parameter(initial));
        try (StepScope scope = StepScope.open()) {
            rho = scope.keep(Tensors.floats(values, classCount));
            rho.set_requires_grad(true);
        }
    }

    static void requirePositive(String key, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new InvalidValueException(key, value, "must be above 0 and finite, for example 1.0");
        }
    }

    static void requireValidGroup(double learningRateScale, double weightDecay) {
        requirePositive("learningRateScale", learningRateScale);
        if (!(weightDecay >= 0 && weightDecay < Double.POSITIVE_INFINITY)) {
            throw new InvalidValueException("weightDecay", weightDecay, "must be at least 0, for example 0.0");
        }
    }

    @Override
    public Tensor of(int[] classes, ScalarType type) {
        Tensor selected = rho.index_select(0, Tensors.longs(classes, classes.length));
        return mapping.radius(selected.to(type));
    }

    @Override
    public double[] values() {
        double[] values = Tensors.toDoubles(rho);
        for (int label = 0; label < values.length; label++) {
            values[label] = mapping.radius(values[label]);
        }
        return values;
    }

    @Override
    public Map<String, Tensor> parameters() {
        return Map.of("rho", rho);
    }

    @Override
    public double learningRateScale() {
        return learningRateScale;
    }

    @Override
    public double weightDecay() {
        return weightDecay;
    }

    @Override
    public void restore(Map<String, Tensor> state) {
        Tensor stored = state.get("rho");
        if (stored == null) {
            return;
        }
        if (stored.numel() != rho.numel()) {
            throw new IllegalArgumentException("radii of " + stored.numel() + " classes, not of " + rho.numel());
        }
        try (StepScope scope = StepScope.open()) {
            // the same Tensor keeps its place in the optimizer; from an array, so that no storage is shared
            rho.set_data(Tensors.floats(Tensors.toFloats(stored), rho.numel()));
        }
    }

    @Override
    public void close() {
        rho.close();
    }
}
