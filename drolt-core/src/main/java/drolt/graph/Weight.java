package drolt.graph;

import java.util.Arrays;
import java.util.List;

/**
 * Numbers that a trained network computes with.
 *
 * @param name unique within a graph
 * @param shape row-major
 * @param values float32, as many as the shape says
 */
public record Weight(String name, List<Long> shape, float[] values) {
    public Weight {
        shape = List.copyOf(shape);
        long size = shape.stream().reduce(1L, (a, b) -> a * b);
        if (size != values.length) {
            throw new IllegalArgumentException(name + ": " + values.length + " values for the shape " + shape);
        }
    }

    /** One of a shape given number by number. */
    static Weight of(String name, float[] values, long... shape) {
        return new Weight(name, Arrays.stream(shape).boxed().toList(), values);
    }
}
