package drolt.radius;

import drolt.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Radii that never change.
 *
 * @param radii [C]
 */
record FixedRadius(double[] radii) implements Radius {
    @Override
    public Tensor of(int[] classes, ScalarType type) {
        return select(radii, classes, type);
    }

    @Override
    public double[] values() {
        return radii.clone();
    }

    /** The entries of some classes as a tensor [P] owned by the open scope. */
    static Tensor select(double[] radii, int[] classes, ScalarType type) {
        double[] selected = new double[classes.length];
        for (int i = 0; i < classes.length; i++) {
            selected[i] = radii[classes[i]];
        }
        return Tensors.doubles(selected, classes.length).to(type);
    }
}
