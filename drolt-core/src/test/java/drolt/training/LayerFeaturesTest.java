package drolt.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import drolt.centroid.FeatureStatistics;
import drolt.data.ImageDataset;
import drolt.inference.Evaluator;
import drolt.inference.FeatureMatrix;
import drolt.inference.ImageTensors;
import drolt.model.Network;
import drolt.tensor.Precision;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Features of several layers over a set of images. */
class LayerFeaturesTest {
    private static final List<String> LAYERS = List.of("stem", "layer2", "features");

    private final ImageDataset images = TinyStage.images(1, 200, 70, 20); // the last batch is not full

    @Test
    void oneCallGivesEveryLayersRowsAndThoseOfTheLastAreTheFeaturesToTheBit() {
        with((network, evaluator) -> {
            Map<String, FeatureMatrix> matrices = evaluator.features(network, images, LAYERS);
            assertThat(matrices.keySet()).containsExactlyElementsOf(LAYERS);
            FeatureMatrix features = evaluator.evaluate(network, images).features();
            assertThat(matrices.get("features").values()).isEqualTo(features.values());
            matrices.forEach((layer, matrix) -> {
                assertThat(matrix.labels()).as(layer).isEqualTo(features.labels());
                assertThat(matrix.values()).as(layer).hasSize(290 * matrix.dimension());
            });
            assertThat(matrices.get("stem").dimension()).isEqualTo(2);
            assertThat(matrices.get("layer2").dimension()).isEqualTo(4);
            FeatureMatrix alone =
                    evaluator.features(network, images, List.of("layer2")).get("layer2");
            assertThat(alone.values()).isEqualTo(matrices.get("layer2").values());
        });
    }

    @Test
    void statisticsOfALayerAreThoseOfItsRows() {
        with((network, evaluator) -> {
            Map<String, FeatureStatistics> statistics = evaluator.statistics(network, images, LAYERS, false);
            evaluator.features(network, images, LAYERS).forEach((layer, matrix) -> {
                FeatureStatistics measured = statistics.get(layer);
                assertThat(measured.counts()).containsExactly(200, 70, 20);
                double[][] sums = new double[3][matrix.dimension()];
                for (int i = 0; i < matrix.values().length; i++) {
                    sums[matrix.labels()[i / matrix.dimension()]][i % matrix.dimension()] += matrix.values()[i];
                }
                for (int label = 0; label < 3; label++) {
                    for (int j = 0; j < matrix.dimension(); j++) {
                        assertThat(measured.centroids()[label][j])
                                .as(layer)
                                .isCloseTo(sums[label][j] / measured.counts()[label], within(1e-9));
                    }
                }
            });
        });
    }

    @Test
    void anUnknownLayerIsRefusedBeforeAnyImageIsRead() {
        with((network, evaluator) -> assertThatThrownBy(
                        () -> evaluator.features(network, images, List.of("layer2", "layer4")))
                .hasMessageStartingWith("no layer is named 'layer4'; did you mean 'layer1'? legal are stem, "));
    }

    private void with(Check check) {
        StageContext context = TinyStage.context(images, null, Selection.LAST);
        try (Network network = TinyStage.MODEL.build(3, 1);
                ImageTensors tensors = new ImageTensors(context.statistics(), context.layout())) {
            check.of(network, new Evaluator(tensors, Precision.FLOAT32, 1));
        }
    }

    private interface Check {
        void of(Network network, Evaluator evaluator);
    }
}
