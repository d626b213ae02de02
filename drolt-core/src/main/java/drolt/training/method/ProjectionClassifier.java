package drolt.training.method;

import drolt.loss.contrastive.ProjectionHead;
import drolt.model.Classifier;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** Replaces the classifier while views are contrasted: it gives directions, float32 [B, P], instead of logits. */
final class ProjectionClassifier implements Classifier {
    private static final String PREFIX = "projection.";

    private final ProjectionHead head;

    /**
     * @param features D
     * @param hidden width of the hidden layer
     * @param dimension P
     */
    ProjectionClassifier(int features, int hidden, int dimension, long seed) {
        head = new ProjectionHead(features, hidden, dimension, false, seed);
    }

    @Override
    public Tensor logits(Tensor features) {
        return head.of(features);
    }

    @Override
    public Map<String, Tensor> parameters() {
        Map<String, Tensor> parameters = new LinkedHashMap<>();
        head.parameters().forEach((name, tensor) -> parameters.put(PREFIX + name, tensor));
        return parameters;
    }

    @Override
    public void close() {
        head.close();
    }
}
