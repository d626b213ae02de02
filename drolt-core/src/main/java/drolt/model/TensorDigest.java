package drolt.model;

import drolt.io.Sha256;
import drolt.tensor.Tensors;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import org.bytedeco.pytorch.Tensor;

/** SHA-256 over the values of float32 tensors. */
final class TensorDigest {
    private final MessageDigest digest = Sha256.begin();

    void add(Tensor tensor) {
        float[] values = Tensors.toFloats(tensor);
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
        bytes.asFloatBuffer().put(values);
        digest.update(bytes);
    }

    String hex() {
        return Sha256.hex(digest);
    }
}
