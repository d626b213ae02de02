package drolt.loss;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** A prefix of names that distinguishes the tensors of a loss's parts. */
public record NamePrefix(String text) {
    /** Puts it before every name. */
    public Map<String, Tensor> before(Map<String, Tensor> part) {
        Map<String, Tensor> named = new LinkedHashMap<>();
        part.forEach((name, tensor) -> named.put(text + name, tensor));
        return named;
    }

    /** The tensors that have it, under their names without it. */
    public Map<String, Tensor> of(Map<String, Tensor> whole) {
        Map<String, Tensor> part = new LinkedHashMap<>();
        whole.forEach((name, tensor) -> {
            if (name.startsWith(text)) {
                part.put(name.substring(text.length()), tensor);
            }
        });
        return part;
    }
}
