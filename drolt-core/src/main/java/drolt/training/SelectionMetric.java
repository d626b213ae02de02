package drolt.training;

/** What the best epoch is best in. */
public enum SelectionMetric {
    /** Mean over the classes that occur of the accuracy of the classifier. */
    ACCURACY,
    /** Class-mean accuracy of the nearest class mean by cosine; the means are those of the clean training images. */
    NEAREST_CENTROID
}
