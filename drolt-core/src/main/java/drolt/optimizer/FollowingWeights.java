package drolt.optimizer;

import drolt.tensor.NoGrad;
import drolt.tensor.StepScope;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Weights of one network that follow those of another: {@code k = m k + (1 - m) q} at each step, in place.
 *
 * <p>Unlike a {@link MovingAverage} it owns nothing: the network that follows computes with its own tensors. Source: He et
 * al., Momentum Contrast for Unsupervised Visual Representation Learning (2020), Eq. 2. Not thread-safe.
 */
public final class FollowingWeights {
    private final Map<String, Tensor> leading;
    private final Map<String, Tensor> following;
    private final double momentum;

    /**
     * @param leading q by name; they stay the caller's, as the others do
     * @param following k, of the same names and shapes; they take no gradient
     * @param momentum m, in [0, 1)
     * @throws IllegalArgumentException if the names differ
     */
    public FollowingWeights(Map<String, Tensor> leading, Map<String, Tensor> following, double momentum) {
        if (!leading.keySet().equals(following.keySet())) {
            throw new IllegalArgumentException(
                    "weights named " + following.keySet() + " cannot follow others named " + leading.keySet());
        }
        this.leading = new LinkedHashMap<>(leading);
        this.following = new LinkedHashMap<>(following);
        this.momentum = momentum;
    }

    /** One step towards the leading weights as they are now. */
    public void update() {
        try (NoGrad noGrad = NoGrad.open();
                StepScope scope = StepScope.open()) {
            Scalar share = new Scalar(1 - momentum);
            leading.forEach((name, weight) -> follower(name).lerp_(weight, share));
        }
    }

    private Tensor follower(String name) {
        Tensor follower = following.get(name);
        if (follower == null) {
            throw new IllegalStateException("nothing follows " + name);
        }
        return follower;
    }
}
