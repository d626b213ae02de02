package drolt.model;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Logits W f + b; weights normal with std sqrt(2 / D), biases uniform in +-1 / sqrt(D). */
public final class LinearClassifier implements Classifier {
    private final Tensor weight;
    private final Tensor bias;

    public LinearClassifier(int dimension, int classCount, long seed) {
        Initializer initializer = new Initializer(seed);
        weight = initializer.kaimingNormal("linear.weight", classCount, dimension);
        bias = initializer.uniform("linear.bias", 1 / Math.sqrt(dimension), classCount);
    }

    @Override
    public Tensor logits(Tensor features) {
        return torch.linear(features, weight, bias);
    }

    @Override
    public Map<String, Tensor> parameters() {
        Map<String, Tensor> parameters = new LinkedHashMap<>();
        parameters.put("linear.weight", weight);
        parameters.put("linear.bias", bias);
        return parameters;
    }

    @Override
    public void close() {
        weight.close();
        bias.close();
    }
}
