package drolt.optimizer;

import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * Updates parameters from their gradients, in place.
 *
 * <p>Tensors it owns (momentum and the like) outlive any {@link drolt.tensor.StepScope} and are freed by
 * {@link #close}.
 */
public interface Optimizer extends AutoCloseable {
    /**
     * One update. Parameters without a gradient are left alone. Call in a {@link drolt.tensor.StepScope}.
     *
     * @param learningRate of this step; each group scales it by {@link ParameterGroup#learningRateScale}
     */
    void step(double learningRate);

    /** Drops all gradients. */
    void clearGradients();

    /** What the next step depends on besides parameters and gradients, by name; empty before the first step. */
    Map<String, Tensor> state();

    /** Copies values into this optimizer; names are those of {@link #state} when it was stored. */
    void restore(Map<String, Tensor> state);

    @Override
    void close();
}
