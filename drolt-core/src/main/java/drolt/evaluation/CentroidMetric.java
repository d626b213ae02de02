package drolt.evaluation;

/** How {@link NearestCentroid} measures nearness. */
public enum CentroidMetric {
    /** Smallest Euclidean distance. */
    EUCLIDEAN,
    /** Largest cosine of the angle at the origin; 0 where a feature or a centroid is the origin itself. */
    COSINE
}
