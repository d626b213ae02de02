package drolt.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import drolt.configuration.InvalidValueException;
import drolt.data.ImageDataset;
import drolt.model.Network;
import drolt.tensor.OneThread;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Radii that follow the validation split from epoch to epoch. */
@ExtendWith(OneThread.class)
class CrossFittedStageTest {
    private static final String STAGE =
            "{kind: train, epochs: 2, batchSize: 10, optimizer: {kind: sgd, learningRate: 0.05},"
                    + " loss: {kind: dro-lt, radius: {kind: cross-fitted}}}";

    private static List<EpochMetrics> history(ImageDataset heldOut) {
        StageContext context = TinyStage.context(TinyStage.images(1, 20, 10, 6), heldOut, Selection.LAST);
        try (Network network = TinyStage.MODEL.build(3, 1);
                StageTrainer trainer =
                        new StageTrainer(context, network, StateStore.NONE, List.of(), new StopSignal())) {
            return TinyStage.config(STAGE).run(trainer).history();
        }
    }

    @Test
    void theyComeFromTheValidationSplitAndAreMeasuredEveryEpoch() {
        List<EpochMetrics> history = history(TinyStage.images(2, 6, 6, 6));
        assertThat(history).hasSize(2);
        assertThat(history.get(1).radii())
                .hasSize(3)
                .isNotEqualTo(history.get(0).radii());
        assertThat(history.get(0).radii()).allMatch(radius -> radius >= 0 && Double.isFinite(radius));
        assertThat(history(TinyStage.images(3, 6, 6, 6)).get(0).radii())
                .as("of other held-out images")
                .isNotEqualTo(history.get(0).radii());
    }

    @Test
    void withoutAValidationSplitTheyAreRefusedInOneLine() {
        assertThatThrownBy(() -> TinyStage.config(STAGE).requireFits(TinyStage.MODEL, false))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("validationShare");
    }
}
