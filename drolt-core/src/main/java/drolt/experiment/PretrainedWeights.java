package drolt.experiment;

import drolt.configuration.ConfigException;
import drolt.model.ModelConfig;
import drolt.model.Network;
import drolt.tensor.StepScope;
import drolt.weights.DataType;
import drolt.weights.SafetensorsFile;
import drolt.weights.StoredTensor;
import drolt.weights.TensorFile;
import drolt.weights.WeightsFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The weights that a recipe's backbone starts from.
 *
 * @param file in a format of {@link WeightsFile}
 * @param digest SHA-256 (hex) of its content, which stands in fingerprints for its path
 */
record PretrainedWeights(Path file, String digest) {
    private static final String MEND =
            "; model.pretrained must name weights of the same network (depth, width, groups)";

    /**
     * Finds what a model asks for, in the working folder or the data folder; null where it asks for none.
     *
     * @throws ConfigException if it is not there or does not fit
     */
    static @Nullable PretrainedWeights find(ModelConfig model, Path dataFolder) {
        String name = model.pretrained();
        if (name == null) {
            return null;
        }
        List<Path> places = Stream.of(Path.of(name), dataFolder.resolve(name))
                .map(Path::normalize)
                .distinct()
                .toList();
        Path file = places.stream()
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new ConfigException("model.pretrained: there is no file "
                        + String.join(
                                ", nor ", places.stream().map(Path::toString).toList())
                        + "; put it there (docs/own-images.md says where it comes from), or begin from fresh values"
                        + " with --set model.pretrained=null"));
        requireFits(file, model);
        return new PretrainedWeights(file, SafetensorsFile.digest(file));
    }

    private static void requireFits(Path file, ModelConfig model) {
        try (WeightsFile opened = WeightsFile.open(file);
                Network network = model.build(1, 0)) {
            Map<String, StoredTensor> stored =
                    opened.tensors().stream().collect(Collectors.toMap(StoredTensor::name, Function.identity()));
            network.backboneTensors().forEach((name, tensor) -> requireFits(file, name, stored.get(name), tensor));
        }
    }

    private static void requireFits(Path file, String name, @Nullable StoredTensor stored, Tensor wanted) {
        if (stored == null) {
            throw new ConfigException(file + ": holds no tensor " + name + ", which the backbone has" + MEND);
        }
        if (!Arrays.equals(stored.shape(), wanted.shape())) {
            throw new ConfigException(file + ": " + name + " has shape " + Arrays.toString(stored.shape())
                    + ", the backbone wants " + Arrays.toString(wanted.shape()) + MEND);
        }
        if (stored.type() != DataType.F32) {
            throw new ConfigException(file + ": " + name + " has type " + stored.type()
                    + ", the backbone wants F32; save the weights as float32");
        }
    }

    /** Puts them into the backbone; the classifier stays as it is. */
    void load(Network network) {
        try (StepScope scope = StepScope.open()) {
            network.loadBackbone(
                    TensorFile.readSome(file, network.backboneTensors().keySet()));
        }
    }
}
