package drolt.model;

/** Which network is trained. */
public sealed interface ModelConfig permits CifarResNetConfig {
    /** A network with fresh values. */
    Network build(int classCount, long seed);

    /** Multiply-adds of one forward pass of one image of this size; needs no engine. */
    long multiplyAdds(int height, int width);

    ClassifierConfig classifier();

    PrecisionChoice precision();

    LayoutChoice layout();
}
