package drolt.report;

import drolt.inference.FeatureMatrix;
import drolt.report.ChartData.EmbeddingData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Features of the sample in the plane; arms on one backbone share theirs. */
final class Embeddings {
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
        if (!wanted) {
            return null;
        }
        embedded.add(features);
        found.add(embed(arm, features));
        return found.size() - 1;
    }

    List<EmbeddingData> found() {
        return List.copyOf(found);
    }

    private static EmbeddingData embed(String arm, FeatureMatrix features) {
        List<Double> x = new ArrayList<>();
        List<Double> y = new ArrayList<>();
        for (int row = 0; row < features.labels().length; row++) {
            x.add((double) features.values()[row * features.dimension()]);
            y.add((double) features.values()[row * features.dimension() + 1]);
        }
        return new EmbeddingData(arm, x, y); // replaced below
    }
}
