package drolt.model;

import drolt.configuration.ConfigException;
import drolt.graph.GraphBuilder;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;

/**
 * The last layer of a network. Its tensors outlive any scope and are freed by {@link #close}.
 */
public interface Classifier extends AutoCloseable {
    /**
     * Logits of a batch.
     *
     * @param features float32 [B, D]
     * @return float32 [B, C]
     */
    Tensor logits(Tensor features);

    /**
     * Writes the way from features to {@link drolt.graph.NetworkGraph#LOGITS} down for other programs.
     *
     * @param features name of the features in the graph
     * @throws ConfigException if this classifier cannot be exported
     */
    default void emit(GraphBuilder graph, String features) {
        throw new ConfigException("a classifier of the kind " + getClass().getSimpleName()
                + " cannot be exported; export an arm with a linear or a cosine classifier");
    }

    /** Trainable tensors by name, float32, in a fixed order. */
    Map<String, Tensor> parameters();

    /** A weight vector for each class, float32 [C, D], with gradient where it is trained; empty where there is none. */
    default Optional<Tensor> classWeights() {
        return Optional.empty();
    }

    /** Tensors beside the parameters that the logits depend on, by name, in a fixed order. */
    default Map<String, Tensor> buffers() {
        return Map.of();
    }

    /**
     * Centroids that the logits depend on without a gradient, one of the {@link #buffers}: float32 [C, D], all 0 before
     * they are measured. Empty for most classifiers.
     */
    default Optional<Tensor> memory() {
        return Optional.empty();
    }

    /** Copies what this fresh classifier has a use for out of the one whose place it takes; nothing for most. */
    default void takeOver(Classifier before) {}

    /** Names of the parameters that weight decay leaves alone, whatever the optimizer says. */
    default Set<String> withoutDecay() {
        return Set.of();
    }

    @Override
    void close();
}
