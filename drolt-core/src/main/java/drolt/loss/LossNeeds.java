package drolt.loss;

import drolt.centroid.CentroidSource;
import drolt.radius.ParameterUpdate;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;

/**
 * What a loss will ask of the training around it, by which combinations that cannot work are refused before anything is
 * built.
 *
 * @param passes over the training features, {@link CentroidSource#NONE} left out; several where it asks for one after
 *     the other
 * @param radii whether it has radii
 * @param learnsFromBatches whether it keeps something of each batch that it sees, as moving-average centroids do
 * @param updates of its learned parameters
 * @param memory whether it learns the memory of the classifier
 * @param layers that it names, which the network must have
 * @param heldOut whether it looks at images that are not trained on
 * @param views of an image
 */
public record LossNeeds(
        Set<CentroidSource> passes,
        boolean radii,
        boolean learnsFromBatches,
        Set<ParameterUpdate> updates,
        boolean memory,
        Set<String> layers,
        boolean heldOut,
        ViewRange views) {
    /** The needs of a loss of the logits alone. */
    public static final LossNeeds NONE = new LossNeeds(Set.of(), false, false, Set.of(), ViewRange.ONE);

    /** The needs of a loss that names no layer and does not learn the classifier's memory. */
    public LossNeeds(
            Set<CentroidSource> passes,
            boolean radii,
            boolean learnsFromBatches,
            Set<ParameterUpdate> updates,
            ViewRange views) {
        this(passes, radii, learnsFromBatches, updates, false, Set.of(), false, views);
    }

    public LossNeeds {
        passes = Set.copyOf(passes);
        updates = Set.copyOf(updates);
        layers = Set.copyOf(layers);
    }

    /** The needs of both losses together. */
    LossNeeds and(LossNeeds other) {
        Set<CentroidSource> allPasses = EnumSet.noneOf(CentroidSource.class);
        allPasses.addAll(passes);
        allPasses.addAll(other.passes);
        Set<ParameterUpdate> allUpdates = new HashSet<>(updates);
        allUpdates.addAll(other.updates);
        Set<String> allLayers = new HashSet<>(layers);
        allLayers.addAll(other.layers);
        return new LossNeeds(
                allPasses,
                radii || other.radii,
                learnsFromBatches || other.learnsFromBatches,
                allUpdates,
                memory || other.memory,
                allLayers,
                heldOut || other.heldOut,
                views.and(other.views));
    }
}
