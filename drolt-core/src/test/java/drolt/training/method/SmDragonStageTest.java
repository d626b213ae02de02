package drolt.training.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import drolt.configuration.InvalidValueException;
import drolt.data.ImageDataset;
import drolt.model.Network;
import drolt.model.SmDragonClassifier;
import drolt.tensor.OneThread;
import drolt.tensor.Tensors;
import drolt.training.EpochMetrics;
import drolt.training.Selection;
import drolt.training.StageConfig;
import drolt.training.StageContext;
import drolt.training.StageTrainer;
import drolt.training.StateStore;
import drolt.training.StopSignal;
import drolt.training.TinyStage;
import drolt.training.TrainingResult;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(OneThread.class)
class SmDragonStageTest {
    private static final int[] COUNTS = {30, 14, 6};

    private final ImageDataset train = TinyStage.images(1, COUNTS);
    private final Network network = TinyStage.MODEL.build(3, 1);

    @AfterEach
    void free() {
        network.close();
    }

    private TrainingResult run(String yaml) {
        StageContext context = TinyStage.context(train, null, Selection.LAST);
        try (StageTrainer trainer = new StageTrainer(context, network, StateStore.NONE, List.of(), new StopSignal())) {
            return TinyStage.config(yaml).run(trainer);
        }
    }

    @ParameterizedTest(name = "trainLinear {0}")
    @ValueSource(booleans = {false, true})
    void theBackboneStaysAndTheLinearClassifierLearnsWhereAskedTo(boolean trainLinear) {
        Map<String, List<Float>> before = TinyStage.values(network);
        run("{kind: sm-dragon, epochs: 2, batchSize: 10, trainLinear: " + trainLinear + "}");
        Map<String, List<Float>> after = TinyStage.values(network);
        before.forEach((name, values) -> assertThat(after.get(name).equals(values))
                .as(name + " stays")
                .isEqualTo(!(trainLinear && name.startsWith("linear."))));
        assertThat(after.get("dragon.bias")).hasSize(3).doesNotContain(0f);
        assertThat(network.classifier()).isInstanceOf(SmDragonClassifier.class);
        assertThat(Tensors.toDoubles(network.tensors().get("dragon.class_counts")))
                .containsExactly(30, 14, 6);
    }

    @Test
    void theLossFalls() {
        List<EpochMetrics> history = run("{kind: sm-dragon, epochs: 15, batchSize: 10, coefficients: 2,"
                        + " loss: {kind: cross-entropy, weighting: inverse-count}, optimizer: {learningRate: 0.05}}")
                .history();
        assertThat(history.get(14).loss()).isLessThan(0.98 * history.get(0).loss());
    }

    @Test
    void patienceNeedsAValidationSplit() {
        StageConfig stage = TinyStage.config("{kind: sm-dragon, patienceEpochs: 5}");
        stage.requireFits(TinyStage.MODEL, true);
        assertThatThrownBy(() -> stage.requireFits(TinyStage.MODEL, false))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("validationShare");
    }
}
