package drolt.export;

import com.google.protobuf.CodedOutputStream;
import drolt.graph.Node;
import drolt.graph.Operation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One operator of ONNX.
 *
 * @param constants whole numbers that it takes as inputs, entered beside the weights
 */
record OnnxNode(String type, List<String> inputs, String output, List<Attribute> attributes, List<Constant> constants) {
    // NodeProto
    private static final int INPUT = 1;
    private static final int OUTPUT = 2;
    private static final int NAME = 3;
    private static final int TYPE = 4;
    private static final int ATTRIBUTE = 5;
    // AttributeProto
    private static final int ATTRIBUTE_NAME = 1;
    private static final int ATTRIBUTE_INT = 3;
    private static final int ATTRIBUTE_INTS = 8;
    private static final int ATTRIBUTE_TYPE = 20;
    private static final int TYPE_INT = 2;
    private static final int TYPE_INTS = 7;

    /** Whole numbers by name. */
    record Constant(String name, List<Long> values) {}

    /** A setting of an operator. */
    sealed interface Attribute {
        String name();

        /** A whole number. */
        record Whole(String name, long value) implements Attribute {}

        /** Whole numbers. */
        record Wholes(String name, List<Long> values) implements Attribute {}
    }

    /** The operators that compute a node. */
    static List<OnnxNode> of(Node node) {
        List<String> in = node.inputs();
        String out = node.output();
        Operation operation = node.operation();
        if (operation instanceof Operation.Normalize) {
            String centred = out + ".centred";
            return List.of(plain("Sub", in.subList(0, 2), centred), plain("Div", List.of(centred, in.get(2)), out));
        }
        if (operation instanceof Operation.Convolution c) {
            return List.of(with(
                    plain("Conv", in, out),
                    wholes("kernel_shape", c.size(), c.size()),
                    wholes("strides", c.stride(), c.stride()),
                    wholes("pads", c.padding(), c.padding(), c.padding(), c.padding()),
                    new Attribute.Whole("group", c.groups())));
        }
        if (operation instanceof Operation.EverySecondPixel) {
            return List.of(withConstants(
                    "Slice",
                    in.get(0),
                    out,
                    new Constant(out + ".starts", List.of(0L, 0L)),
                    new Constant(out + ".ends", List.of((long) Integer.MAX_VALUE, (long) Integer.MAX_VALUE)),
                    new Constant(out + ".axes", List.of(2L, 3L)),
                    new Constant(out + ".steps", List.of(2L, 2L))));
        }
        if (operation instanceof Operation.PadChannels p) {
            List<Long> pads = List.of(0L, (long) p.before(), 0L, 0L, 0L, (long) p.after(), 0L, 0L);
            return List.of(withConstants("Pad", in.get(0), out, new Constant(out + ".pads", pads)));
        }
        if (operation instanceof Operation.MaxPool p) {
            return List.of(with(
                    plain("MaxPool", in, out),
                    wholes("kernel_shape", p.size(), p.size()),
                    wholes("strides", p.stride(), p.stride()),
                    wholes("pads", p.padding(), p.padding(), p.padding(), p.padding())));
        }
        if (operation instanceof Operation.MeanOfPixels) {
            String pooled = out + ".pooled";
            return List.of(
                    plain("GlobalAveragePool", in, pooled),
                    with(plain("Flatten", List.of(pooled), out), new Attribute.Whole("axis", 1)));
        }
        if (operation instanceof Operation.Linear) {
            return List.of(with(plain("Gemm", in, out), new Attribute.Whole("transB", 1)));
        }
        if (operation instanceof Operation.UnitRows) {
            String norm = out + ".norm";
            String divisor = out + ".divisor";
            return List.of(
                    with(
                            plain("ReduceL2", in.subList(0, 1), norm),
                            wholes("axes", 1),
                            new Attribute.Whole("keepdims", 1)),
                    plain("Max", List.of(norm, in.get(1)), divisor),
                    plain("Div", List.of(in.get(0), divisor), out));
        }
        if (operation instanceof Operation.Multiply) {
            return List.of(plain("Mul", in, out));
        }
        if (operation instanceof Operation.Concatenate) {
            return List.of(with(plain("Concat", in, out), new Attribute.Whole("axis", 1)));
        }
        if (operation instanceof Operation.Softmax) {
            return List.of(with(plain("Softmax", in, out), new Attribute.Whole("axis", 1)));
        }
        return List.of(plain(operation.getClass().getSimpleName(), in, out)); // Relu and Add are called so there, too
    }

    private static OnnxNode plain(String type, List<String> inputs, String output) {
        return new OnnxNode(type, inputs, output, List.of(), List.of());
    }

    private static OnnxNode with(OnnxNode node, Attribute... attributes) {
        return new OnnxNode(node.type, node.inputs, node.output, List.of(attributes), node.constants);
    }

    private static OnnxNode withConstants(String type, String input, String output, Constant... constants) {
        List<String> inputs = new ArrayList<>(List.of(input));
        for (Constant constant : constants) {
            inputs.add(constant.name());
        }
        return new OnnxNode(type, inputs, output, List.of(), List.of(constants));
    }

    private static Attribute wholes(String name, long... values) {
        List<Long> list = new ArrayList<>();
        for (long value : values) {
            list.add(value);
        }
        return new Attribute.Wholes(name, list);
    }

    /** As a NodeProto. */
    void write(CodedOutputStream out) throws IOException {
        for (String input : inputs) {
            out.writeString(INPUT, input);
        }
        out.writeString(OUTPUT, output);
        out.writeString(NAME, output);
        out.writeString(TYPE, type);
        for (Attribute attribute : attributes) {
            OnnxModel.write(out, ATTRIBUTE, message -> write(message, attribute));
        }
    }

    private static void write(CodedOutputStream out, Attribute attribute) throws IOException {
        out.writeString(ATTRIBUTE_NAME, attribute.name());
        if (attribute instanceof Attribute.Whole whole) {
            out.writeInt64(ATTRIBUTE_INT, whole.value());
            out.writeInt32(ATTRIBUTE_TYPE, TYPE_INT);
        } else if (attribute instanceof Attribute.Wholes several) {
            for (long value : several.values()) {
                out.writeInt64(ATTRIBUTE_INTS, value);
            }
            out.writeInt32(ATTRIBUTE_TYPE, TYPE_INTS);
        }
    }
}
