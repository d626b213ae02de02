package drolt.analysis;

import drolt.centroid.FeatureStatistics;
import drolt.data.ClassCounts;
import drolt.radius.CalibratedRadiusConfig;
import drolt.radius.Radius;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Whether the mean of a class's test features, taken for the true centroid, lies within the radii around the mean of its
 * training features.
 *
 * @param label names of the backbone's arms
 * @param trained images that the training means are made of [C]
 * @param distances between the two means [C]; NaN where a class has no images in one of the sets
 * @param testErrors what of the distance the test mean itself may be wrong by: sqrt(SS / (m - 1) / m) of its m images [C];
 *     NaN with fewer than two
 * @param radii by kind [C]
 */
public record CentroidCoverage(
        String label, int[] trained, double[] distances, double[] testErrors, Map<RadiusKind, double[]> radii) {
    /** What is drawn over the distances. */
    public enum RadiusKind {
        /** The radii of the last stage that had radii, after its last epoch. */
        TRAINED,
        /** eps / sqrt(n_c), eps such that it is the standard error of a mean under the pooled variance of all classes. */
        SAMPLE_COUNT,
        /** Within which the true centroid lies with probability {@link StageRadii#CONFIDENCE}. */
        CALIBRATED
    }

    /**
     * Compares the means.
     *
     * @param trainedRadii those of a stage [C], where there are any
     */
    public static CentroidCoverage of(String label, BackbonePass pass, Optional<double[]> trainedRadii) {
        FeatureStatistics train = pass.statistics();
        FeatureStatistics test = BackbonePass.of(pass.digest(), pass.test(), pass.test(), train.classCount())
                .statistics();
        int classCount = train.classCount();
        double[] distances = new double[classCount];
        double[] errors = new double[classCount];
        for (int c = 0; c < classCount; c++) {
            int tested = test.counts()[c];
            distances[c] = train.counts()[c] == 0 || tested == 0
                    ? Double.NaN
                    : distance(train.centroids()[c], test.centroids()[c]);
            errors[c] = tested < 2 ? Double.NaN : Math.sqrt(test.scatter()[c] / (tested - 1) / tested);
        }
        Map<RadiusKind, double[]> radii = new LinkedHashMap<>();
        trainedRadii.ifPresent(values -> radii.put(RadiusKind.TRAINED, values));
        radii.put(RadiusKind.SAMPLE_COUNT, sampleCount(train));
        radii.put(RadiusKind.CALIBRATED, calibrated(train));
        return new CentroidCoverage(label, train.counts(), distances, errors, radii);
    }

    private static double[] sampleCount(FeatureStatistics statistics) {
        double degrees = Arrays.stream(statistics.counts())
                .filter(count -> count > 0)
                .mapToLong(count -> count - 1L)
                .sum();
        double eps = degrees > 0 ? Math.sqrt(Arrays.stream(statistics.scatter()).sum() / degrees) : 0;
        return Arrays.stream(statistics.counts())
                .mapToDouble(count -> eps / Math.sqrt(Math.max(count, 1)))
                .toArray();
    }

    private static double[] calibrated(FeatureStatistics statistics) {
        ClassCounts trained = ClassCounts.of(statistics.counts());
        try (Radius radius =
                new CalibratedRadiusConfig(1 - StageRadii.CONFIDENCE).build(statistics.dimension(), trained)) {
            radius.takeStatistics(statistics);
            return radius.values();
        }
    }

    /**
     * Share of some classes whose distance is at most their radius, in [0, 1].
     *
     * @param members which classes count [C]; those without a distance do not
     * @return NaN where none counts
     */
    public double covered(RadiusKind kind, boolean[] members) {
        double[] values = radii.get(kind);
        if (values == null) {
            return Double.NaN;
        }
        int counted = 0;
        int within = 0;
        for (int c = 0; c < distances.length; c++) {
            if (members[c] && !Double.isNaN(distances[c])) {
                counted++;
                within += distances[c] <= values[c] ? 1 : 0;
            }
        }
        return counted == 0 ? Double.NaN : (double) within / counted;
    }

    private static double distance(double[] one, double[] other) {
        double squares = 0;
        for (int d = 0; d < one.length; d++) {
            squares += (one[d] - other[d]) * (one[d] - other[d]);
        }
        return Math.sqrt(squares);
    }
}
