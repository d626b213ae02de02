package drolt.centroid;

/** The pass over the training images, in eval mode, from which an epoch's centroids are taken. */
public enum CentroidSource {
    /** No pass at all. */
    NONE,
    /** Every training image once, without augmentation: what the paper says. */
    CLEAN,
    /** The epoch's own draws, augmented: what the authors' released program does. */
    AUGMENTED
}
