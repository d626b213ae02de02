package drolt.weights;

import drolt.configuration.ConfigWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON at the head of a safetensors file.
 *
 * @param slices every tensor, in the order of the data
 * @param metadata free text by name, sorted
 */
record SafetensorsHeader(List<Slice> slices, Map<String, String> metadata) {
    static final String METADATA = "__metadata__";
    static final int MOST_BYTES = 100_000_000;
    private static final int ALIGNMENT = 8;
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(8)
                            .maxStringLength(MOST_BYTES)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /**
     * Where a tensor's numbers stand.
     *
     * @param begin first byte, counted from the end of the header
     * @param end the byte after the last
     */
    record Slice(String name, DataType type, long[] shape, long begin, long end) {}

    /**
     * The header of tensors that are still to be written.
     *
     * <p>Wider numbers come first, as the format's own library does it, so that each tensor is aligned.
     */
    static SafetensorsHeader layOut(List<StoredTensor> tensors, Map<String, String> metadata) {
        List<StoredTensor> ordered = new ArrayList<>(tensors);
        ordered.sort(
                Comparator.comparingInt((StoredTensor tensor) -> -tensor.type().bytes())
                        .thenComparing(StoredTensor::name));
        List<Slice> slices = new ArrayList<>();
        long begin = 0;
        for (StoredTensor tensor : ordered) {
            long end = Math.addExact(begin, tensor.byteCount());
            slices.add(new Slice(tensor.name(), tensor.type(), tensor.shape(), begin, end));
            begin = end;
        }
        return new SafetensorsHeader(slices, new TreeMap<>(metadata));
    }

    /** The header as JSON with sorted names, padded with spaces to a multiple of 8 bytes. */
    byte[] toBytes() {
        StringBuilder json = new StringBuilder("{");
        if (!metadata.isEmpty()) {
            json.append(ConfigWriter.canonicalJson(METADATA)).append(':');
            json.append(ConfigWriter.canonicalJson(metadata));
        }
        List<Slice> sorted = new ArrayList<>(slices);
        sorted.sort(Comparator.comparing(Slice::name));
        for (Slice slice : sorted) {
            json.append(json.length() > 1 ? "," : "").append(ConfigWriter.canonicalJson(slice.name()));
            json.append(":{\"dtype\":\"").append(slice.type()).append("\",\"shape\":[");
            for (int i = 0; i < slice.shape().length; i++) {
                json.append(i > 0 ? "," : "").append(slice.shape()[i]);
            }
            json.append("],\"data_offsets\":[").append(slice.begin()).append(',');
            json.append(slice.end()).append("]}");
        }
        json.append('}');
        byte[] text = json.toString().getBytes(StandardCharsets.UTF_8);
        byte[] padded = Arrays.copyOf(text, (text.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
        Arrays.fill(padded, text.length, padded.length, (byte) ' ');
        return padded;
    }

    /**
     * Parses and checks a header.
     *
     * @param file for messages
     * @param dataBytes how many bytes follow the header; the tensors must cover them without gap or overlap
     * @throws CorruptFileException at the first thing that is not as the format wants it
     */
    static SafetensorsHeader parse(byte[] bytes, long dataBytes, Path file) {
        JsonNode root = json(bytes, file);
        List<Slice> slices = new ArrayList<>();
        Map<String, String> metadata = new TreeMap<>();
        for (Map.Entry<String, JsonNode> property : root.properties()) {
            if (property.getKey().equals(METADATA)) {
                readMetadata(property.getValue(), metadata, file);
            } else {
                slices.add(slice(property.getKey(), property.getValue(), file));
            }
        }
        slices.sort(Comparator.comparingLong(Slice::begin).thenComparingLong(Slice::end));
        long expected = 0;
        for (Slice slice : slices) {
            if (slice.begin() != expected) {
                throw new CorruptFileException(
                        file, "tensor " + shown(slice.name()) + " begins at " + slice.begin() + ", not " + expected);
            }
            expected = slice.end();
        }
        if (expected != dataBytes) {
            throw new CorruptFileException(
                    file, "its tensors have " + expected + " bytes and the file holds " + dataBytes + " for them");
        }
        return new SafetensorsHeader(slices, metadata);
    }

    private static JsonNode json(byte[] bytes, Path file) {
        try {
            // decoded here, since Jackson would guess at UTF-16 and at UTF-32
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (!text.startsWith("{")) {
                throw new CorruptFileException(file, "this is not a safetensors file, or its header is altered");
            }
            return JSON.readTree(text);
        } catch (CharacterCodingException | JacksonException e) {
            throw new CorruptFileException(file, "its header is not JSON", e);
        }
    }

    private static void readMetadata(JsonNode node, Map<String, String> metadata, Path file) {
        if (!node.isObject()) {
            throw new CorruptFileException(file, METADATA + " is not a group of texts");
        }
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            if (!entry.getValue().isString()) {
                throw new CorruptFileException(file, METADATA + " is not a group of texts");
            }
            metadata.put(entry.getKey(), entry.getValue().stringValue());
        }
    }

    private static Slice slice(String name, JsonNode node, Path file) {
        if (!node.isObject() || node.size() != 3) {
            throw new CorruptFileException(file, "tensor " + shown(name) + " is not described as it should be");
        }
        DataType type = type(name, node.path("dtype"), file);
        long[] shape = longs(name, node.path("shape"), file);
        long[] offsets = longs(name, node.path("data_offsets"), file);
        long length;
        try {
            length = new StoredTensor(name, type, shape, () -> ByteBuffer.allocate(0)).byteCount();
        } catch (IllegalArgumentException e) {
            throw new CorruptFileException(file, "tensor " + shown(name) + " has an impossible shape", e);
        }
        if (offsets.length != 2 || offsets[0] > offsets[1] || offsets[1] - offsets[0] != length) {
            throw new CorruptFileException(
                    file, "tensor " + shown(name) + " has offsets that do not fit its " + length + " bytes");
        }
        return new Slice(name, type, shape, offsets[0], offsets[1]);
    }

    private static DataType type(String name, JsonNode node, Path file) {
        for (DataType type : DataType.values()) {
            if (node.isString() && node.stringValue().equals(type.name())) {
                return type;
            }
        }
        throw new CorruptFileException(
                file, "tensor " + shown(name) + " has a type that drolt does not write: " + shown(node.toString()));
    }

    private static long[] longs(String name, JsonNode node, Path file) {
        long[] values = new long[node.isArray() ? node.size() : 0];
        boolean valid = node.isArray();
        for (int i = 0; i < values.length && valid; i++) {
            JsonNode item = node.get(i);
            valid = item.isIntegralNumber() && item.canConvertToLong() && item.longValue() >= 0;
            values[i] = valid ? item.longValue() : 0;
        }
        if (!valid) {
            throw new CorruptFileException(file, "tensor " + shown(name) + " lacks a list of whole numbers");
        }
        return values;
    }

    private static String shown(String name) {
        String oneLine = name.replaceAll("\\p{Cntrl}|[\\u0085\\u2028\\u2029]", " ");
        return "'" + (oneLine.length() > 100 ? oneLine.substring(0, 100) + "..." : oneLine) + "'";
    }
}
