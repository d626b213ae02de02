package drolt.export;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import drolt.graph.NetworkGraph;
import drolt.graph.Node;
import drolt.graph.Weight;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;

/**
 * A network in the wire format of ONNX, IR version 8, opset 17.
 *
 * <p>Field numbers are those of the published {@code onnx.proto} (Apache-2.0). A handful of fields is all that is written,
 * so they are written by hand.
 */
final class OnnxModel {
    private static final long IR_VERSION = 8;
    private static final long OPSET = 17;
    private static final String BATCH = "batch";

    // ModelProto
    private static final int MODEL_IR_VERSION = 1;
    private static final int MODEL_PRODUCER = 2;
    private static final int MODEL_PRODUCER_VERSION = 3;
    private static final int MODEL_GRAPH = 7;
    private static final int MODEL_OPSET = 8;
    private static final int MODEL_METADATA = 14;
    // OperatorSetIdProto and StringStringEntryProto
    private static final int OPSET_DOMAIN = 1;
    private static final int OPSET_VERSION = 2;
    private static final int ENTRY_KEY = 1;
    private static final int ENTRY_VALUE = 2;
    // GraphProto
    private static final int GRAPH_NODE = 1;
    private static final int GRAPH_NAME = 2;
    private static final int GRAPH_INITIALIZER = 5;
    private static final int GRAPH_INPUT = 11;
    private static final int GRAPH_OUTPUT = 12;
    // TensorProto
    private static final int TENSOR_DIMENSION = 1;
    private static final int TENSOR_TYPE = 2;
    private static final int TENSOR_NAME = 8;
    private static final int TENSOR_BYTES = 9;
    private static final int FLOAT = 1;
    private static final int INT64 = 7;
    // ValueInfoProto, TypeProto and TensorShapeProto
    private static final int VALUE_NAME = 1;
    private static final int VALUE_TYPE = 2;
    private static final int TYPE_TENSOR = 1;
    private static final int TENSOR_TYPE_ELEMENT = 1;
    private static final int TENSOR_TYPE_SHAPE = 2;
    private static final int SHAPE_DIMENSION = 1;
    private static final int DIMENSION_VALUE = 1;
    private static final int DIMENSION_NAME = 2;

    private final NetworkGraph graph;

    private OnnxModel(NetworkGraph graph) {
        this.graph = graph;
    }

    /**
     * The file's bytes.
     *
     * @param producerVersion of drolt
     * @param metadata by name, in the order in which it is written
     */
    static byte[] of(NetworkGraph graph, String producerVersion, Map<String, String> metadata) {
        return new OnnxModel(graph).model(producerVersion, metadata);
    }

    private byte[] model(String producerVersion, Map<String, String> metadata) {
        return message(out -> {
            out.writeInt64(MODEL_IR_VERSION, IR_VERSION);
            out.writeString(MODEL_PRODUCER, "drolt");
            out.writeString(MODEL_PRODUCER_VERSION, producerVersion);
            write(out, MODEL_GRAPH, this::graph);
            write(out, MODEL_OPSET, opset -> {
                opset.writeString(OPSET_DOMAIN, "");
                opset.writeInt64(OPSET_VERSION, OPSET);
            });
            for (Map.Entry<String, String> entry : metadata.entrySet()) {
                write(out, MODEL_METADATA, pair -> {
                    pair.writeString(ENTRY_KEY, entry.getKey());
                    pair.writeString(ENTRY_VALUE, entry.getValue());
                });
            }
        });
    }

    private void graph(CodedOutputStream out) throws IOException {
        for (Node node : graph.nodes()) {
            for (OnnxNode part : OnnxNode.of(node)) {
                for (OnnxNode.Constant constant : part.constants()) {
                    write(out, GRAPH_INITIALIZER, tensor -> integers(tensor, constant));
                }
                write(out, GRAPH_NODE, part::write);
            }
        }
        out.writeString(GRAPH_NAME, "drolt");
        for (Weight weight : graph.weights()) {
            write(out, GRAPH_INITIALIZER, tensor -> floats(tensor, weight));
        }
        long classes = graph.classes();
        write(
                out,
                GRAPH_INPUT,
                value -> value(value, NetworkGraph.IMAGE, 3L, (long) graph.height(), (long) graph.width()));
        write(out, GRAPH_OUTPUT, value -> value(value, NetworkGraph.LOGITS, classes));
        write(out, GRAPH_OUTPUT, value -> value(value, NetworkGraph.PROBABILITIES, classes));
    }

    private static void floats(CodedOutputStream out, Weight weight) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(Float.BYTES, weight.values().length))
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(weight.values());
        tensor(out, weight.name(), FLOAT, weight.shape(), bytes);
    }

    private static void integers(CodedOutputStream out, OnnxNode.Constant constant) throws IOException {
        ByteBuffer bytes =
                ByteBuffer.allocate(Long.BYTES * constant.values().size()).order(ByteOrder.LITTLE_ENDIAN);
        constant.values().forEach(bytes::putLong);
        tensor(out, constant.name(), INT64, List.of((long) constant.values().size()), bytes.rewind());
    }

    private static void tensor(CodedOutputStream out, String name, int type, List<Long> shape, ByteBuffer bytes)
            throws IOException {
        for (long size : shape) {
            out.writeInt64(TENSOR_DIMENSION, size);
        }
        out.writeInt32(TENSOR_TYPE, type);
        out.writeString(TENSOR_NAME, name);
        out.writeBytes(TENSOR_BYTES, ByteString.copyFrom(bytes));
    }

    /** A float tensor whose first dimension is free. */
    private static void value(CodedOutputStream out, String name, Long... sizes) throws IOException {
        out.writeString(VALUE_NAME, name);
        write(
                out,
                VALUE_TYPE,
                type -> write(type, TYPE_TENSOR, tensor -> {
                    tensor.writeInt32(TENSOR_TYPE_ELEMENT, FLOAT);
                    write(tensor, TENSOR_TYPE_SHAPE, shape -> {
                        write(shape, SHAPE_DIMENSION, free -> free.writeString(DIMENSION_NAME, BATCH));
                        for (long size : sizes) {
                            write(shape, SHAPE_DIMENSION, fixed -> fixed.writeInt64(DIMENSION_VALUE, size));
                        }
                    });
                }));
    }

    /** Puts the fields of a message out. */
    @FunctionalInterface
    interface Fields {
        void write(CodedOutputStream out) throws IOException;
    }

    /** A message within a message. */
    static void write(CodedOutputStream out, int field, Fields fields) throws IOException {
        out.writeByteArray(field, message(fields));
    }

    private static byte[] message(Fields fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            fields.write(out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // never of a stream into memory
        }
        return bytes.toByteArray();
    }
}
