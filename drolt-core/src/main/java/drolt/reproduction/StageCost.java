package drolt.reproduction;

/**
 * What one stage of a run will do.
 *
 * @param arms number of arms that need it
 * @param epochs 0 where nothing is trained
 * @param images shown to the network in all epochs: draws, times the views of each image
 * @param backbone whether the backbone is trained, or only what stands on it
 * @param multiplyAdds of training steps, at three times those of a forward pass where the backbone is trained, for views
 *     that take no gradient at once, and of passes for centroids; evaluations left out
 */
public record StageCost(String stage, int arms, int epochs, long images, boolean backbone, double multiplyAdds) {}
