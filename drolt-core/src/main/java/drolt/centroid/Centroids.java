package drolt.centroid;

import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The class centroids that a loss measures distances from, constant for the gradient.
 *
 * <p>They live on the host in double precision; only those of the classes in a batch ever become a tensor, so that the
 * memory of a step does not grow with the number of classes.
 */
public interface Centroids {
    /** Takes the means measured just before an epoch. */
    void takeStatistics(FeatureStatistics statistics);

    /**
     * Sees the features of a training batch, before {@link #of} is asked for its classes.
     *
     * @param features float [B, D]
     * @param labels the first B entries count
     */
    void observe(Tensor features, int[] labels);

    /** Whether the class has a centroid: false until one of its samples was seen. */
    boolean known(int label);

    /**
     * Centroids of some classes.
     *
     * @return [P, D] of the given type, without gradient, owned by the open scope; zeros where not {@link #known}
     * @throws IllegalStateException where they are measured at an epoch's start and no epoch has started
     */
    Tensor of(int[] classes, ScalarType type);

    /** Copies of all that {@link #of} depends on, owned by the open scope; empty before anything is known. */
    Map<String, Tensor> state();

    /** Takes over what {@link #state} gave; an empty map changes nothing. */
    void restore(Map<String, Tensor> state);
}
