package drolt.loss;

import drolt.data.ClassCounts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a loss must know of the training it serves.
 *
 * @param dimensions number of features D_l of each layer, by name, from the images on
 * @param counts of the images that are trained on
 * @param seed for losses that draw at random
 */
public record LossContext(Map<String, Integer> dimensions, ClassCounts counts, long seed) {
    public LossContext {
        dimensions = Collections.unmodifiableMap(new LinkedHashMap<>(dimensions));
    }

    /** One that knows no layer but the features. */
    public LossContext(int featureDimension, ClassCounts counts, long seed) {
        this(Map.of(LossInput.FEATURES, featureDimension), counts, seed);
    }

    /**
     * Number of features of a layer.
     *
     * @throws IllegalArgumentException if the network has no such layer
     */
    int dimension(String layer) {
        Integer dimension = dimensions.get(layer);
        if (dimension == null) {
            throw new IllegalArgumentException("no layer is named " + layer);
        }
        return dimension;
    }

    /** Place of a layer on the way from the images, from 0. */
    int depth(String layer) {
        return new ArrayList<>(dimensions.keySet()).indexOf(layer);
    }
}
