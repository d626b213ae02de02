package drolt.optimizer;

import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * Whether and how the weights are averaged over the steps.
 *
 * @param decay share of the average kept at each step, in [0, 1); the average spans about 1 / (1 - decay) steps
 */
public record MovingAverageConfig(double decay) {
    public MovingAverageConfig {
        Range.kept("decay", decay, "0.999");
    }

    /** Starts an average at the weights' present values; see {@link MovingAverage}. */
    public MovingAverage build(Map<String, Tensor> weights) {
        return new MovingAverage(weights, decay);
    }
}
