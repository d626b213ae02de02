package drolt.radius;

import drolt.centroid.FeatureStatistics;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The radii eps_c within which the true centroids are taken to lie.
 *
 * <p>Parameters outlive any {@link drolt.tensor.StepScope} and are freed by {@link #close}. A class without images has
 * a radius too, finite and never used.
 */
public interface Radius extends AutoCloseable {
    /** Takes the statistics of images that are not trained on, before {@link #takeStatistics}. */
    default void takeHeldOut(FeatureStatistics statistics) {}

    /** Takes the statistics measured just before an epoch. */
    default void takeStatistics(FeatureStatistics statistics) {}

    /**
     * Radii of some classes.
     *
     * @return [P] of the given type, owned by the open scope; a gradient flows to {@link #parameters}
     * @throws IllegalStateException where they depend on statistics and no epoch has started
     */
    Tensor of(int[] classes, ScalarType type);

    /** All radii [C], to print; NaN where they depend on statistics and no epoch has started. */
    double[] values();

    /**
     * What the radii cost, added to the loss; empty for radii that cost nothing.
     *
     * @param classes the classes that occur [P]
     * @param radii what {@link #of} gave for them
     * @param weights of the classes in the loss [P], summing to 1
     * @return scalar of the radii's type, with gradient
     */
    default Optional<Tensor> price(int[] classes, Tensor radii, double[] weights) {
        return Optional.empty();
    }

    /** Learned parameters by name, float32 leaves that require their gradient. */
    default Map<String, Tensor> parameters() {
        return Map.of();
    }

    /** Factor on the stage's learning rate for {@link #parameters}. */
    default double learningRateScale() {
        return 1;
    }

    /** Weight decay of {@link #parameters}. */
    default double weightDecay() {
        return 0;
    }

    /** What changes during training besides {@link #parameters}, as copies owned by the open scope. */
    default Map<String, Tensor> state() {
        return Map.of();
    }

    /** Takes over what {@link #parameters} and {@link #state} gave. */
    default void restore(Map<String, Tensor> state) {}

    @Override
    default void close() {}
}
