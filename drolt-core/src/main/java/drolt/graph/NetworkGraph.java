package drolt.graph;

import java.util.List;

/**
 * A network from images to probabilities, as nodes in an order in which they can be computed.
 *
 * <p>Its input is {@link #IMAGE}: float32 [B, 3, height, width], red, green, blue, each from 0 to 1. Its outputs are {@link
 * #LOGITS} and {@link #PROBABILITIES}, float32 [B, classes].
 *
 * @param height of an image, in pixels
 * @param width of it
 * @param classes how many
 */
public record NetworkGraph(List<Weight> weights, List<Node> nodes, int height, int width, int classes) {
    /** Name of the input. */
    public static final String IMAGE = "image";

    /** Name of the output before the softmax. */
    public static final String LOGITS = "logits";

    /** Name of the output behind it. */
    public static final String PROBABILITIES = "probabilities";

    public NetworkGraph {
        weights = List.copyOf(weights);
        nodes = List.copyOf(nodes);
    }
}
