package drolt.analysis;

import drolt.analysis.embedding.TSne;
import drolt.analysis.embedding.TSneOptions;
import drolt.analysis.embedding.Trustworthiness;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Features of one backbone laid out in the plane by t-SNE.
 *
 * @param label names of the backbone's arms
 * @param places of the points, interleaved x and y
 * @param neighbors k of the trustworthiness
 * @param trustworthiness of the places, {@link Trustworthiness}: 1 is perfect
 */
public record FeatureEmbedding(String label, double[] places, int neighbors, double trustworthiness) {
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
            FeatureEmbedding made = of(backbone.label(), backbone.pass(), points, places, options);
            embeddings.add(made);
            places = made.places();
        }
        return embeddings;
    }

    static FeatureEmbedding of(
            String label, BackbonePass pass, EmbeddedPoints points, double @Nullable [] initial, TSneOptions options) {
        int dimension = pass.test().dimension();
        float[] rows = points.rows(pass);
        double[] places = TSne.embed(rows, dimension, initial, options);
        int neighbors = Math.min(NEIGHBORS, (points.size() - 1) / 2);
        return new FeatureEmbedding(label, places, neighbors, Trustworthiness.of(rows, dimension, places, neighbors));
    }
}
