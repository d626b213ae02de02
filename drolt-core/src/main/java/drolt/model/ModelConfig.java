package drolt.model;

import org.jspecify.annotations.Nullable;

/** Which network is trained. */
public sealed interface ModelConfig permits CifarResNetConfig, ResNetConfig {
    /** A network with fresh values. */
    Network build(int classCount, long seed);

    /** Multiply-adds of one forward pass of one image of this size; no network is built for it. */
    long multiplyAdds(int height, int width);

    /** The map whose mean the features are, for images of this size; no network is built for it. */
    MapShape lastMap(int height, int width);

    /** A file of weights that the backbone starts from; null: fresh values. */
    default @Nullable String pretrained() {
        return null;
    }

    ClassifierConfig classifier();

    /** A copy of this model with another classifier. */
    ModelConfig withClassifier(ClassifierConfig other);

    PrecisionChoice precision();

    LayoutChoice layout();
}
