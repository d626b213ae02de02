package drolt.graph;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Takes a network's nodes down, first to last. */
public final class GraphBuilder {
    private final List<Weight> weights = new ArrayList<>();
    private final List<Node> nodes = new ArrayList<>();
    private final Set<String> names = new HashSet<>(Set.of(NetworkGraph.IMAGE));

    /**
     * Enters numbers.
     *
     * @param values float32, row-major
     * @return the name
     */
    public String weight(String name, float[] values, long... shape) {
        enter(name);
        weights.add(Weight.of(name, values, shape));
        return name;
    }

    /**
     * Enters a node.
     *
     * @param inputs names that were entered before, in the operation's order
     * @return the name
     * @throws IllegalArgumentException if an input is unknown, or the name is taken
     */
    public String node(String name, Operation operation, String... inputs) {
        for (String input : inputs) {
            if (!names.contains(input)) {
                throw new IllegalArgumentException(name + " takes " + input + ", which nothing gives");
            }
        }
        enter(name);
        nodes.add(new Node(operation, List.of(inputs), name));
        return name;
    }

    private void enter(String name) {
        if (!names.add(name)) {
            throw new IllegalArgumentException("two parts of the graph are called " + name);
        }
    }

    /** The graph of all that was entered. */
    public NetworkGraph build(int height, int width, int classes) {
        return new NetworkGraph(weights, nodes, height, width, classes);
    }
}
