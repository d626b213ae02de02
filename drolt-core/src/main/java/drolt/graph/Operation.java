package drolt.graph;

/** What one node of a graph computes. Maps are [B, C, H, W], rows [B, D]; B is free. */
public sealed interface Operation {
    /** (image - mean) / deviation, by channel. Inputs: image, mean [1, 3, 1, 1], deviation [1, 3, 1, 1]. */
    record Normalize() implements Operation {}

    /**
     * A square convolution with a bias. Inputs: map, weight [O, C / groups, K, K], bias [O].
     *
     * @param size K
     */
    record Convolution(int size, int stride, int padding, int groups) implements Operation {}

    /** The larger of 0 and each number. Input: map. */
    record Relu() implements Operation {}

    /** The sum of two maps of one shape. */
    record Add() implements Operation {}

    /** Every second pixel of both sides, from the first. Input: map. */
    record EverySecondPixel() implements Operation {}

    /**
     * More channels, all zero. Input: map.
     *
     * @param before how many in front of the first
     * @param after how many behind the last
     */
    record PadChannels(int before, int after) implements Operation {}

    /** The largest number of each square window. Input: map. */
    record MaxPool(int size, int stride, int padding) implements Operation {}

    /** The mean over all pixels, [B, C]. Input: map. */
    record MeanOfPixels() implements Operation {}

    /** Rows side by side. Inputs: two or more. */
    record Concatenate() implements Operation {}

    /** Every number multiplied. Inputs: rows, factor [1]. */
    record Multiply() implements Operation {}

    /** W x + b. Inputs: rows, weight [C, D], bias [C]. */
    record Linear() implements Operation {}

    /** Each row divided by its Euclidean norm. Inputs: rows, what a smaller norm counts as [1]. */
    record UnitRows() implements Operation {}

    /** Probabilities of each row's numbers. Input: rows. */
    record Softmax() implements Operation {}
}
