package drolt.model;

import drolt.tensor.StepScope;
import drolt.tensor.Tensors;
import java.util.Random;
import org.bytedeco.pytorch.Tensor;

/**
 * Draws initial values, each parameter from a generator of its own: adding or re-drawing one leaves the others alone.
 *
 * <p>{@link Random} is used because its Gaussian and its sequence are specified to the bit for every JDK.
 */
final class Initializer {
    private final long seed;

    Initializer(long seed) {
        this.seed = seed;
    }

    /** What the variance of a weight [outputs, inputs, ...] is measured by. */
    enum Fan {
        /** The product of all dimensions but the first. */
        IN {
            @Override
            double of(long... shape) {
                return product(1, shape);
            }
        },
        /** The first dimension times all but the second: k^2 outputs. */
        OUT {
            @Override
            double of(long... shape) {
                return shape[0] * product(2, shape);
            }
        };

        abstract double of(long... shape);

        private static double product(int first, long... shape) {
            double product = 1;
            for (int i = first; i < shape.length; i++) {
                product *= shape[i];
            }
            return product;
        }
    }

    /** Normal with standard deviation sqrt(2 / fan). */
    Tensor kaimingNormal(String name, Fan fan, long... shape) {
        double deviation = Math.sqrt(2 / fan.of(shape));
        Random random = generator(name);
        float[] values = new float[length(shape)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (deviation * random.nextGaussian());
        }
        return parameter(values, shape);
    }

    /** Uniform in [-bound, bound). */
    Tensor uniform(String name, double bound, long... shape) {
        Random random = generator(name);
        float[] values = new float[length(shape)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (bound * (2 * random.nextDouble() - 1));
        }
        return parameter(values, shape);
    }

    /** A parameter of equal values. */
    static Tensor constant(float value, long... shape) {
        return parameter(filled(value, shape), shape);
    }

    /** A square matrix as a parameter, 1 on its diagonal and 0 elsewhere. */
    static Tensor identity(int size) {
        float[] values = new float[Math.multiplyExact(size, size)];
        for (int i = 0; i < size; i++) {
            values[i * size + i] = 1;
        }
        return parameter(values, size, size);
    }

    /** A buffer (no gradient) of equal values. */
    static Tensor buffer(float value, long... shape) {
        try (StepScope scope = StepScope.open()) {
            return scope.keep(Tensors.floats(filled(value, shape), shape));
        }
    }

    private static Tensor parameter(float[] values, long... shape) {
        try (StepScope scope = StepScope.open()) {
            return scope.keep(Tensors.floats(values, shape).set_requires_grad(true));
        }
    }

    private static float[] filled(float value, long... shape) {
        float[] values = new float[length(shape)];
        java.util.Arrays.fill(values, value);
        return values;
    }

    private static int length(long... shape) {
        long length = 1;
        for (long size : shape) {
            length = Math.multiplyExact(length, size);
        }
        return Math.toIntExact(length);
    }

    private Random generator(String name) {
        return new Random(seed * 0x9E3779B97F4A7C15L + name.hashCode());
    }
}
