package drolt.weights;

import drolt.configuration.ConfigException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file of named tensors, in one of the formats in which networks are published. */
public sealed interface WeightsFile extends AutoCloseable permits SafetensorsFile, PyTorchFile {
    /**
     * Opens a file; its first bytes decide the format, not its name.
     *
     * @throws ConfigException if there is no such file, it is of no known format, or it is damaged
     */
    static WeightsFile open(Path path) {
        if (!Files.isRegularFile(path)) {
            throw new ConfigException(path + ": there is no such file");
        }
        byte[] first;
        try (InputStream in = Files.newInputStream(path)) {
            first = in.readNBytes(SafetensorsFile.LENGTH_BYTES + 1);
        } catch (IOException e) {
            throw new ConfigException(path + ": cannot be read: " + e.getMessage(), e);
        }
        if (PyTorchFile.beginsWith(first)) {
            return PyTorchFile.open(path);
        }
        if (first.length > SafetensorsFile.LENGTH_BYTES && first[SafetensorsFile.LENGTH_BYTES] == '{') {
            return SafetensorsFile.open(path);
        }
        throw new ConfigException(
                path + ": is no file of weights; drolt reads safetensors and what PyTorch's torch.save writes");
    }

    /** Every tensor; their numbers can be read until the file is closed. */
    List<StoredTensor> tensors();

    @Override
    void close();
}
