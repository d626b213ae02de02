package drolt.analysis;

import drolt.analysis.embedding.TSne;
import drolt.analysis.embedding.TSneOptions;
import drolt.analysis.embedding.Trustworthiness;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Features of one backbone laid out in the plane by t-SNE.
 *
 * <p>Distances in the plane are not those of the features. A radius keeps one thing in it, how far it reaches into the
 * class's own scatter:
 *
 * <pre>{@code
 * plane radius_c = eps_c * rms |y_i - m_c| / rms |z_i - mu_c|
 * }</pre>
 *
 * <p>over the points i of the class's test images, z their features, y their places, mu_c the mean of the training
 * features and m_c its place.
 *
 * @param label names of the backbone's arms
 * @param places of the points, interleaved x and y
 * @param neighbors k of the trustworthiness
 * @param trustworthiness of the places, {@link Trustworthiness}: 1 is perfect
 * @param radii eps_c of the laid out classes [K]; NaN where the backbone was trained without
 * @param planeRadii the same in the plane [K]; NaN where there is no finite radius of at least 0, or no scatter
 *     to measure it by
 */
public record FeatureEmbedding(
        String label, double[] places, int neighbors, double trustworthiness, double[] radii, double[] planeRadii) {
    private static final int NEIGHBORS = 10;

    /**
     * Lays the same points out for every backbone, each starting from the places that the one before it gave, so that all
     * share one frame.
     */
    public static List<FeatureEmbedding> of(
            List<SharedBackbone> backbones, EmbeddedPoints points, TSneOptions options) {
        List<FeatureEmbedding> embeddings = new ArrayList<>();
        double[] places = null;
        for (SharedBackbone backbone : backbones) {
            FeatureEmbedding made = of(backbone.label(), backbone.pass(), points, backbone.radii(), places, options);
            embeddings.add(made);
            places = made.places();
        }
        return embeddings;
    }

    static FeatureEmbedding of(
            String label,
            BackbonePass pass,
            EmbeddedPoints points,
            Optional<double[]> classRadii,
            double @Nullable [] initial,
            TSneOptions options) {
        int dimension = pass.test().dimension();
        float[] rows = points.rows(pass);
        double[] places = TSne.embed(rows, dimension, initial, options);
        int neighbors = Math.min(NEIGHBORS, (points.size() - 1) / 2);
        double[] radii = IntStream.of(points.classes())
                .mapToDouble(of -> classRadii.map(all -> all[of]).orElse(Double.NaN))
                .toArray();
        return new FeatureEmbedding(
                label,
                places,
                neighbors,
                Trustworthiness.of(rows, dimension, places, neighbors),
                radii,
                planeRadii(points, rows, dimension, places, radii));
    }

    private static double[] planeRadii(
            EmbeddedPoints points, float[] rows, int dimension, double[] places, double[] radii) {
        int images = points.images().length;
        double[] planeRadii = new double[radii.length];
        for (int k = 0; k < radii.length; k++) {
            int of = points.classes()[k];
            int mean = images + k;
            int[] members = IntStream.range(0, images)
                    .filter(point -> points.label(point) == of)
                    .toArray();
            double there = scatter(i -> rows[i], dimension, members, mean);
            double here = scatter(i -> places[i], 2, members, mean);
            boolean drawable = Double.isFinite(radii[k]) && radii[k] >= 0 && there > 0;
            planeRadii[k] = drawable ? radii[k] * here / there : Double.NaN;
        }
        return planeRadii;
    }

    /** Root mean square distance of some rows to another; NaN where there are none. */
    private static double scatter(IntToDoubleFunction values, int dimension, int[] members, int center) {
        double squares = 0;
        for (int member : members) {
            for (int d = 0; d < dimension; d++) {
                double difference =
                        values.applyAsDouble(member * dimension + d) - values.applyAsDouble(center * dimension + d);
                squares += difference * difference;
            }
        }
        return Math.sqrt(squares / members.length);
    }
}
