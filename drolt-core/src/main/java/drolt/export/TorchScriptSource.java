package drolt.export;

import drolt.graph.NetworkGraph;
import drolt.graph.Node;
import drolt.graph.Operation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A network as TorchScript: {@code forward(image)} gives the logits. Weights are buffers whose names are those of the graph
 * with underscores for dots.
 */
final class TorchScriptSource {
    private final Map<String, String> expressions = new HashMap<>();
    private final StringBuilder source = new StringBuilder("def forward(self, image: Tensor) -> Tensor:\n");

    private TorchScriptSource(NetworkGraph graph) {
        expressions.put(NetworkGraph.IMAGE, "image");
        graph.weights().forEach(weight -> expressions.put(weight.name(), "self." + identifier(weight.name())));
    }

    static String of(NetworkGraph graph) {
        TorchScriptSource script = new TorchScriptSource(graph);
        for (Node node : graph.nodes()) {
            if (!node.output().equals(NetworkGraph.PROBABILITIES)) {
                script.add(node);
            }
        }
        return script.source
                .append("  return ")
                .append(NetworkGraph.LOGITS)
                .append('\n')
                .toString();
    }

    /** A name that TorchScript takes. */
    static String identifier(String name) {
        return name.replace('.', '_');
    }

    private void add(Node node) {
        String variable = variable(node.output());
        source.append("  ")
                .append(variable)
                .append(" = ")
                .append(expression(
                        node.operation(),
                        node.inputs().stream().map(expressions::get).toList()))
                .append('\n');
        expressions.put(node.output(), variable);
    }

    /** Of its own among those of weights, which stand behind {@code self}. */
    private static String variable(String name) {
        return name.equals(NetworkGraph.LOGITS) ? name : "x_" + identifier(name);
    }

    private static String expression(Operation operation, List<String> in) {
        String first = in.get(0);
        if (operation instanceof Operation.Normalize) {
            return "(" + first + " - " + in.get(1) + ") / " + in.get(2);
        }
        if (operation instanceof Operation.Convolution c) {
            return "torch.conv2d(" + String.join(", ", in) + ", " + pair(c.stride()) + ", " + pair(c.padding())
                    + ", [1, 1], " + c.groups() + ")";
        }
        if (operation instanceof Operation.Relu) {
            return "torch.relu(" + first + ")";
        }
        if (operation instanceof Operation.Add) {
            return first + " + " + in.get(1);
        }
        if (operation instanceof Operation.Multiply) {
            return first + " * " + in.get(1);
        }
        if (operation instanceof Operation.EverySecondPixel) {
            return first + "[:, :, ::2, ::2]";
        }
        if (operation instanceof Operation.PadChannels p) {
            return "torch.constant_pad_nd(" + first + ", [0, 0, 0, 0, " + p.before() + ", " + p.after() + "], 0)";
        }
        if (operation instanceof Operation.MaxPool p) {
            return "torch.max_pool2d(" + first + ", " + pair(p.size()) + ", " + pair(p.stride()) + ", "
                    + pair(p.padding()) + ")";
        }
        if (operation instanceof Operation.MeanOfPixels) {
            return "torch.mean(" + first + ", [2, 3])";
        }
        if (operation instanceof Operation.Concatenate) {
            return "torch.cat([" + String.join(", ", in) + "], 1)";
        }
        if (operation instanceof Operation.Linear) {
            return "torch.linear(" + String.join(", ", in) + ")";
        }
        if (operation instanceof Operation.UnitRows) {
            return first + " / torch.maximum(torch.norm(" + first + ", 2, [1], True), " + in.get(1) + ")";
        }
        if (operation instanceof Operation.Softmax) {
            return "torch.softmax(" + first + ", 1)";
        }
        throw new IllegalArgumentException("no TorchScript for " + operation);
    }

    private static String pair(int value) {
        return "[" + value + ", " + value + "]";
    }
}
