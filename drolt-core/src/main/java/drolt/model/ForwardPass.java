package drolt.model;

import org.bytedeco.pytorch.Tensor;

/**
 * What a network makes of a batch.
 *
 * @param features float32 [B, D], the penultimate layer's output
 * @param logits float32 [B, C]
 */
public record ForwardPass(Tensor features, Tensor logits) {}
