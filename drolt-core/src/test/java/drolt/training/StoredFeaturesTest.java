package drolt.training;

import static org.assertj.core.api.Assertions.assertThat;

import drolt.data.ImageDataset;
import drolt.evaluation.Predictions;
import drolt.inference.Evaluation;
import drolt.inference.Evaluator;
import drolt.inference.ImageTensors;
import drolt.model.Network;
import drolt.tensor.Precision;
import drolt.tensor.StepScope;
import drolt.tensor.Tensors;
import java.util.HashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

/** Measuring a second classifier on features that are there already. */
class StoredFeaturesTest {
    private final ImageDataset images = TinyStage.images(1, 200, 200, 199); // the last batch is not full

    @Test
    void aClassifierSaysOfStoredFeaturesWhatTheNetworkSaysOfTheirImagesToTheBit() {
        StageContext context = TinyStage.context(images, null, Selection.LAST);
        try (Network network = TinyStage.MODEL.build(3, 1);
                ImageTensors tensors = new ImageTensors(context.statistics(), context.layout())) {
            Evaluator evaluator = new Evaluator(tensors, Precision.FLOAT32, 1);
            Evaluation whole = evaluator.evaluate(network, images);
            Predictions stored = evaluator.predict(network, whole.features(), 3);
            assertThat(stored.predicted()).isEqualTo(whole.predictions().predicted());
            assertThat(stored.labels()).isEqualTo(whole.predictions().labels());
            assertThat(stored.confidence()).isEqualTo(whole.predictions().confidence());
        }
    }

    @Test
    void featuresOutsideTheHeapAreThoseWithinToTheBit() {
        StageContext context = TinyStage.context(images, null, Selection.LAST);
        try (Network network = TinyStage.MODEL.build(3, 1);
                ImageTensors tensors = new ImageTensors(context.statistics(), context.layout())) {
            Evaluator evaluator = new Evaluator(tensors, Precision.FLOAT32, 1);
            try (Tensor features = evaluator.features(network, images)) {
                assertThat(features.sizes().vec().get())
                        .containsExactly(599, network.backbone().dimension());
                assertThat(Tensors.toFloats(features))
                        .isEqualTo(
                                evaluator.evaluate(network, images).features().values());
            }
        }
    }

    @Test
    void theDigestOfABackboneSeesWeightsAndStatisticsAndNotTheClassifier() {
        try (Network one = TinyStage.MODEL.build(3, 1);
                Network same = TinyStage.MODEL.build(7, 1);
                Network other = TinyStage.MODEL.build(3, 2)) {
            String digest = one.backbone().digest();
            assertThat(same.backbone().digest()).isEqualTo(digest);
            assertThat(other.backbone().digest()).isNotEqualTo(digest);
            try (StepScope scope = StepScope.open()) {
                Map<String, Tensor> changed = new HashMap<>(one.tensors());
                changed.put("bn1.running_var", Tensors.floats(new float[] {1, 2}, 2));
                one.load(changed);
            }
            assertThat(one.backbone().digest()).isNotEqualTo(digest);
        }
    }
}
