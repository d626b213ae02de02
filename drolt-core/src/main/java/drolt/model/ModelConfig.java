package drolt.model;

/** Which network is trained. */
public sealed interface ModelConfig permits CifarResNetConfig, ResNetConfig {
    /** A network with fresh values. */
    Network build(int classCount, long seed);

    /** Multiply-adds of one forward pass of one image of this size; a kind that can tell without a network does. */
    default long multiplyAdds(int height, int width) {
        try (Network network = build(1, 0)) {
            return network.backbone().multiplyAdds(height, width);
        }
    }

    ClassifierConfig classifier();

    /** The same model with another classifier on it. */
    ModelConfig withClassifier(ClassifierConfig other);

    PrecisionChoice precision();

    LayoutChoice layout();
}
