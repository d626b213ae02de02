package drolt.report;

import drolt.analysis.embedding.TSne;
import drolt.analysis.embedding.TSneOptions;
import drolt.inference.FeatureMatrix;
import drolt.report.ChartData.EmbeddingData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Features of the sample in the plane; arms on one backbone share theirs. */
final class Embeddings {
    private static final int FEWEST = 4;
    private static final double DIGITS = 100;

    private double @Nullable [] frame;
    private final List<FeatureMatrix> embedded = new ArrayList<>();
    private final List<EmbeddingData> found = new ArrayList<>();

    /**
     * The index of an arm's embedding.
     *
     * @param wanted whether to compute it where no arm before has these features
     * @return null where there is none
     */
    @Nullable
    Integer of(String arm, FeatureMatrix features, boolean wanted) {
        for (int i = 0; i < embedded.size(); i++) {
            if (Arrays.equals(embedded.get(i).values(), features.values())) {
                return i;
            }
        }
        if (!wanted || !canBeEmbedded(features)) {
            return null;
        }
        embedded.add(features);
        found.add(embed(arm, features));
        return found.size() - 1;
    }

    List<EmbeddingData> found() {
        return List.copyOf(found);
    }

    /** The second starts from the places of the first: both show the same images in one frame. */
    private EmbeddingData embed(String arm, FeatureMatrix features) {
        double[] places = TSne.embed(features.values(), features.dimension(), frame, TSneOptions.USUAL);
        frame = frame == null ? places : frame;
        List<Double> x = new ArrayList<>();
        List<Double> y = new ArrayList<>();
        for (int at = 0; at < places.length; at += 2) {
            x.add(rounded(places[at]));
            y.add(rounded(places[at + 1]));
        }
        return new EmbeddingData(arm, x, y);
    }

    private static double rounded(double place) {
        return Math.round(place * DIGITS) / DIGITS;
    }

    /** Fewer points, or features of a network that diverged, have no places. */
    private static boolean canBeEmbedded(FeatureMatrix features) {
        if (features.labels().length < FEWEST) {
            return false;
        }
        for (float value : features.values()) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }
}
