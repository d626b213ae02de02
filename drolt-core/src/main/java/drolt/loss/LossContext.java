package drolt.loss;

import drolt.data.ClassCounts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * What a loss must know of the training it serves.
 *
 * @param dimensions number of features D_l of each layer, by name, from the images on
 * @param counts of the images that are trained on
 * @param seed for losses that draw at random
 * @param memory the classifier's centroids, float32 [C, D], which stay the classifier's; null: it has none
 */
public record LossContext(
        Map<String, Integer> dimensions,
        ClassCounts counts,
        long seed,
        @Nullable Tensor memory) {
    public LossContext {
        dimensions = Collections.unmodifiableMap(new LinkedHashMap<>(dimensions));
    }

    /** One that knows no layer but the features, for a classifier without memory. */
    public LossContext(int featureDimension, ClassCounts counts, long seed) {
        this(Map.of(LossInput.FEATURES, featureDimension), counts, seed, null);
    }

    /**
     * Number of features of a layer.
     *
     * @throws IllegalArgumentException if the network has no such layer
     */
    public int dimension(String layer) {
        Integer dimension = dimensions.get(layer);
        if (dimension == null) {
            throw new IllegalArgumentException("no layer is named " + layer);
        }
        return dimension;
    }

    /** Place of a layer on the way from the images, from 0. */
    public int depth(String layer) {
        return new ArrayList<>(dimensions.keySet()).indexOf(layer);
    }
}
