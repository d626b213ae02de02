package drolt.training;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** Parts of a training state, distinguished by prefixes of their names. */
public enum TensorNames {
    NETWORK("network."),
    OPTIMIZER("optimizer."),
    LOSS("loss."),
    AVERAGE("average."),
    ENCODER("encoder."),
    QUEUE("queue.");

    private final String prefix;

    TensorNames(String prefix) {
        this.prefix = prefix;
    }

    public void put(Map<String, Tensor> part, Map<String, Tensor> whole) {
        part.forEach((name, tensor) -> whole.put(prefix + name, tensor));
    }

    public Map<String, Tensor> of(Map<String, Tensor> whole) {
        Map<String, Tensor> part = new LinkedHashMap<>();
        whole.forEach((name, tensor) -> {
            if (name.startsWith(prefix)) {
                part.put(name.substring(prefix.length()), tensor);
            }
        });
        return part;
    }
}
