package drolt.loss;

import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * A loss and the named parts it was made of.
 *
 * @param total float32 scalar, with gradient
 * @param parts what the log shows beside it, for example cross-entropy and robust term; each without weight
 */
public record LossValue(Tensor total, List<Part> parts) {
    /**
     * One part.
     *
     * @param name key in {@code metrics.jsonl}, lower camel case; that of a term of a sum after the term's, with a dot
     * @param value float32 scalar
     */
    public record Part(String name, Tensor value) {}

    /** A loss of a single part. */
    public static LossValue of(String name, Tensor total) {
        return new LossValue(total, List.of(new Part(name, total.detach())));
    }
}
