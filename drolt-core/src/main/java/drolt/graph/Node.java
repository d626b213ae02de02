package drolt.graph;

import java.util.List;

/**
 * One step of a network.
 *
 * @param operation what is computed
 * @param inputs names of the image, of weights or of earlier nodes, in the operation's order
 * @param output the node's own name, unique within a graph
 */
public record Node(Operation operation, List<String> inputs, String output) {
    public Node {
        inputs = List.copyOf(inputs);
    }
}
