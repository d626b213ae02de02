package drolt.model;

/** What looks at the last map of a backbone before its mean becomes the features. */
public sealed interface AttentionConfig permits ModulatedAttentionConfig {
    /** One with fresh values, for maps of one size. */
    ModulatedAttention build(MapShape map, long seed);

    /** Multiply-adds of one forward pass of one image whose last map is this. */
    long multiplyAdds(MapShape map);
}
