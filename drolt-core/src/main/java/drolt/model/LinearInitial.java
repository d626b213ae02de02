package drolt.model;

import org.bytedeco.pytorch.Tensor;

/** Weights of a linear classifier at first. */
public enum LinearInitial {
    /** Normal with standard deviation sqrt(2 / D): the networks for small images of Cao et al. */
    NORMAL {
        @Override
        Tensor weight(Initializer initializer, String name, int classCount, int dimension) {
            return initializer.kaimingNormal(name, Initializer.Fan.IN, classCount, dimension);
        }
    },
    /** Uniform in +-1 / sqrt(D), PyTorch's own: the networks for large images of Kang et al. */
    UNIFORM {
        @Override
        Tensor weight(Initializer initializer, String name, int classCount, int dimension) {
            return initializer.uniform(name, 1 / Math.sqrt(dimension), classCount, dimension);
        }
    };

    abstract Tensor weight(Initializer initializer, String name, int classCount, int dimension);
}
