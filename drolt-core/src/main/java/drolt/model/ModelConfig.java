package drolt.model;

/** Which network is trained. */
public sealed interface ModelConfig permits CifarResNetConfig, ResNetConfig {
    /** A network with fresh values. */
    Network build(int classCount, long seed);

    ClassifierConfig classifier();

    PrecisionChoice precision();

    LayoutChoice layout();
}
