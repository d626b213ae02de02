package drolt.optimizer;

import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** How one parameter moves in one step, and what is remembered of it. */
interface UpdateRule {
    /** Names of the tensors that are remembered for a parameter: after its first step all of them are there. */
    List<String> remembered();

    /**
     * Updates a parameter in place; called without gradient recording, in a scope that ends with the step.
     *
     * @param gradient left as it is
     * @param rate learning rate of this step and group
     */
    void update(ParameterState parameter, Tensor gradient, double rate, double weightDecay);
}
