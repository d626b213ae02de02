package drolt.sampling;

/**
 * What a sampler must know of the training that it draws for.
 *
 * @param labels label of each image, in 0..classCount - 1; a class may be absent
 * @param epochs that the stage trains, at least 1
 * @param seed equal seeds give equal draws
 */
public record SamplerContext(int[] labels, int classCount, int epochs, long seed) {}
