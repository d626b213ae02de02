package drolt.model;

import org.bytedeco.pytorch.Tensor;

/** What the layer that leads a {@link ModulatedAttention} back to the map is at first. */
public enum AttentionInitial {
    /**
     * Normal with standard deviation sqrt(2 / C). The layer of Liu et al. begins at 0, and their network then draws all
     * its convolutions anew.
     */
    NORMAL {
        @Override
        Tensor weight(Initializer initializer, String name, long... shape) {
            return initializer.kaimingNormal(name, Initializer.Fan.OUT, shape);
        }
    },
    /** 0, so that the network begins as it would be without attention. */
    ZERO {
        @Override
        Tensor weight(Initializer initializer, String name, long... shape) {
            return Initializer.constant(0, shape);
        }
    };

    abstract Tensor weight(Initializer initializer, String name, long... shape);
}
