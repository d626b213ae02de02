package drolt.loss;

import drolt.centroid.CentroidSource;
import drolt.centroid.FeatureStatistics;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * What a training step minimises. Library users may pass their own.
 *
 * <p>A loss may own parameters (learned radii) and state (centroids). Both are named, so that a checkpoint can hold
 * them. Tensors that it owns outlive any {@link drolt.tensor.StepScope} and are freed by {@link #close}.
 */
public interface Loss extends AutoCloseable {
    /**
     * The value for one batch. Must be called in a {@link drolt.tensor.StepScope}, which will own the result.
     *
     * @return finite for finite input
     */
    LossValue value(LossInput input);

    /**
     * Announces the epoch of the stage. Called before everything else at an epoch's beginning, and again where a
     * training goes on in the middle of one or after its end; so it may depend on the number alone.
     *
     * @param epoch from 0
     */
    default void startEpoch(int epoch) {}

    /** Which pass over the training features must precede the epoch under way, for {@link #takeStatistics}. */
    default CentroidSource centroidSource() {
        return CentroidSource.NONE;
    }

    /** Whether {@link #takeStatistics} needs every stored feature as well ({@link FeatureStatistics#stored}). */
    default boolean needsStoredFeatures() {
        return false;
    }

    /** Layers that {@link LossInput#features(String)} must have and passes measure; constant during the training. */
    default List<String> layers() {
        return List.of(LossInput.FEATURES);
    }

    /** Whether a pass over images that are not trained on must precede the epoch under way, for {@link #takeHeldOut}. */
    default boolean needsHeldOut() {
        return false;
    }

    /** Takes the statistics of such images on all {@link #layers}, by name, before {@link #takeStatistics}. */
    default void takeHeldOut(Map<String, FeatureStatistics> layers) {}

    /** Takes centroids and scatter of the training features on all {@link #layers}, measured just before an epoch. */
    default void takeStatistics(Map<String, FeatureStatistics> layers) {}

    /** Radius eps_c of each class at present [C], to print; empty for losses without radii. */
    default double[] radii() {
        return new double[0];
    }

    /** The layer that {@link #radii} are of. */
    default String radiusLayer() {
        return LossInput.FEATURES;
    }

    /** Learned parameters by name, float32, each a leaf that requires its gradient. Empty for most losses. */
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

    /** All that {@link #value} depends on and that changes during training, parameters included. */
    default Map<String, Tensor> state() {
        return parameters();
    }

    /** Copies values into this loss; names and shapes are those of {@link #state} when it was stored. */
    default void restore(Map<String, Tensor> state) {}

    @Override
    default void close() {}
}
