package example;

import com.fasterxml.jackson.annotation.JsonTypeName;
import drolt.configuration.InvalidValueException;
import drolt.loss.Loss;
import drolt.loss.LossConfig;
import drolt.loss.LossContext;
import drolt.loss.LossValue;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** Cross-entropy with more weight on its first polynomial term: mean of -log p_y + epsilon (1 - p_y). */
@JsonTypeName("poly")
public record PolyLossConfig(double epsilon) implements LossConfig {
    public PolyLossConfig {
        if (!(epsilon > -1 && epsilon < 100)) {
            throw new InvalidValueException("epsilon", epsilon, "must lie in (-1, 100), for example 1.0");
        }
    }

    @Override
    public Loss build(LossContext context) {
        return input -> {
            Tensor logProbability =
                    input.logits().log_softmax(1).gather(1, input.labels().unsqueeze(1));
            Tensor rest = logProbability.expm1().neg();
            return LossValue.of(
                    "poly", rest.mul(new Scalar(epsilon)).sub(logProbability).mean());
        };
    }
}
