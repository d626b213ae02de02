package drolt.checkpoint;

import drolt.tensor.Tensors;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.*;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** TEMP */
public final class TensorFile {
    private TensorFile() {}
    public static String write(Path file, Map<String, Tensor> tensors) {
        List<SafetensorsFile.Entry> entries = new ArrayList<>();
        tensors.forEach((name, t) -> {
            if (t.scalar_type() == ScalarType.Long) {
                long[] v = Tensors.toLongs(t); ByteBuffer b = ByteBuffer.allocate(v.length * 8).order(ByteOrder.LITTLE_ENDIAN); for (long x : v) b.putLong(x); b.flip();
                entries.add(new SafetensorsFile.Entry(name, "I64", t.shape(), b));
            } else {
                float[] v = Tensors.toFloats(t); ByteBuffer b = ByteBuffer.allocate(v.length * 4).order(ByteOrder.LITTLE_ENDIAN); for (float x : v) b.putFloat(x); b.flip();
                entries.add(new SafetensorsFile.Entry(name, "F32", t.shape(), b));
            }
        });
        return SafetensorsFile.write(file, entries);
    }
    public static Map<String, Tensor> read(Path file, String digest) {
        Map<String, Tensor> r = new LinkedHashMap<>();
        for (SafetensorsFile.Entry e : SafetensorsFile.read(file, digest)) {
            if (e.dtype().equals("I64")) { long[] v = new long[e.data().remaining() / 8]; e.data().asLongBuffer().get(v); r.put(e.name(), Tensor.create(v, e.shape())); }
            else { float[] v = new float[e.data().remaining() / 4]; e.data().asFloatBuffer().get(v); r.put(e.name(), Tensors.floats(v, e.shape())); }
        }
        return r;
    }
    public static boolean isIntact(Path file, String digest) {
        try { SafetensorsFile.read(file, digest); return true; } catch (RuntimeException e) { return false; }
    }
}
