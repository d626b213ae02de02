package drolt.model;

import org.bytedeco.pytorch.Tensor;

/** Biases of a linear classifier at first, and whether weight decay pulls at them. */
public enum LinearBias {
    /** Uniform in +-1 / sqrt(D), decaying as all biases do: PyTorch's own. */
    UNIFORM(true) {
        @Override
        Tensor initial(Initializer initializer, String name, int classCount, int dimension) {
            return initializer.uniform(name, 1 / Math.sqrt(dimension), classCount);
        }
    },
    /**
     * -log(C - 1), without decay: each class's sigmoid begins at 1 / C, as for {@code sigmoid-focal} (Cui et al.,
     * Class-Balanced Loss Based on Effective Number of Samples).
     */
    RARE(false) {
        @Override
        Tensor initial(Initializer initializer, String name, int classCount, int dimension) {
            return Initializer.constant((float) -Math.log(Math.max(1, classCount - 1)), classCount);
        }
    };

    private final boolean decays;

    LinearBias(boolean decays) {
        this.decays = decays;
    }

    abstract Tensor initial(Initializer initializer, String name, int classCount, int dimension);

    boolean decays() {
        return decays;
    }
}
