package drolt.optimizer;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * Parameters that are treated alike.
 *
 * @param parameters by name, each a leaf that requires its gradient; their order is kept, since the norm of all
 *     gradients is a sum in that order
 * @param learningRateScale factor on the step's learning rate
 * @param weightDecay strength of the L2 penalty, added to the gradient by SGD and Adam, decoupled in AdamW
 */
public record ParameterGroup(Map<String, Tensor> parameters, double learningRateScale, double weightDecay) {
    public ParameterGroup {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }
}
