package drolt.training.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import drolt.configuration.ConfigException;
import drolt.data.ImageDataset;
import drolt.model.Network;
import drolt.tensor.OneThread;
import drolt.training.Selection;
import drolt.training.StageContext;
import drolt.training.StageTrainer;
import drolt.training.StateStore;
import drolt.training.StepMetrics;
import drolt.training.StopSignal;
import drolt.training.TinyStage;
import drolt.training.TrainingListener;
import drolt.training.TrainingResult;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pre-training by momentum contrast. */
@ExtendWith(OneThread.class)
class MomentumContrastStageTest {
    private static final String VIEWS = "augmentation: [{kind: random-crop, padding: 1}, {kind: random-flip}]";

    private final ImageDataset train = TinyStage.images(1, 48, 18, 6);
    private final ImageDataset test = TinyStage.images(2, 20, 20, 20);
    private final Network network = TinyStage.MODEL.build(3, 1);

    @AfterEach
    void free() {
        network.close();
    }

    private static StageTrainer trainer(StageContext context, Network network, TrainingListener... listeners) {
        return new StageTrainer(context, network, StateStore.NONE, List.of(listeners), new StopSignal());
    }

    private Map<String, List<Float>> trained(String yaml) {
        StageContext context = TinyStage.context(train, null, Selection.LAST);
        try (Network fresh = TinyStage.MODEL.build(3, 1);
                StageTrainer trainer = trainer(context, fresh)) {
            assertThat(TinyStage.config(yaml).run(trainer)).isInstanceOf(TrainingResult.Completed.class);
            return TinyStage.values(fresh);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"LAST", "VALIDATION"})
    void theBackboneIsTrainedAndTheClassifierOfTheClassesStays(Selection selection) {
        StageContext context = TinyStage.context(train, selection == Selection.LAST ? null : test, selection);
        Map<String, List<Float>> before = TinyStage.values(network);
        try (StageTrainer trainer = trainer(context, network)) {
            TrainingResult result = TinyStage.config("{kind: moco, epochs: 2, batchSize: 24, " + VIEWS
                            + ", contrast: {queueSize: 100, dimension: 8}}")
                    .run(trainer);
            assertThat(result.history())
                    .hasSize(2)
                    .allSatisfy(epoch -> assertThat(epoch.parts()).containsOnlyKeys("crossEntropy"));
        }
        Map<String, List<Float>> after = TinyStage.values(network);
        assertThat(after.keySet()).isEqualTo(before.keySet());
        after.forEach((name, values) ->
                assertThat(values.equals(before.get(name))).as(name).isEqualTo(name.startsWith("linear.")));
    }

    @Test
    void everyKeyChangesWhatIsLearned() {
        String stage = "{kind: moco, epochs: 1, batchSize: 20, dropLast: false, " + VIEWS
                + ", contrast: {queueSize: 50, momentum: 0.9, temperature: 0.2, dimension: 8, batchNormGroups: 2}}";
        Map<String, List<Float>> values = trained(stage);
        assertThat(trained(stage)).as("the same bits again").isEqualTo(values);
        List.of(
                        "queueSize: 51",
                        "momentum: 0.8",
                        "temperature: 0.3",
                        "dimension: 9",
                        "batchNormGroups: 3",
                        "dimension: 8, hidden: 5")
                .forEach(key -> {
                    String other = stage.replaceFirst(key.replaceAll(":.*", "") + ": [0-9.]+", key);
                    assertThat(other).isNotEqualTo(stage);
                    assertThat(trained(other)).as(key).isNotEqualTo(values);
                });
        assertThat(trained(stage.replace("dropLast: false", "dropLast: true"))).isNotEqualTo(values);
        assertThat(trained(stage.replace("contrast:", "keyAugmentation: [{kind: cutout, size: 4}], contrast:")))
                .isNotEqualTo(values);
    }

    /** A second branch, and a batch of one image left over. */
    @Test
    void alsoANetworkOfTwoBranchesIsTrained() {
        ImageDataset some = TinyStage.images(1, 12, 6, 3); // 21
        StageContext context = TinyStage.context(some, null, Selection.LAST);
        try (StageTrainer trainer = trainer(context, network)) {
            network.makeBilateral(1);
            trainer.backboneGrew();
            List<Float> branch = TinyStage.values(network).get("rb_block.conv1.weight");
            assertThat(TinyStage.config("{kind: moco, epochs: 1, batchSize: 10, dropLast: false, " + VIEWS
                                    + ", contrast: {queueSize: 7, dimension: 8}}")
                            .run(trainer))
                    .isInstanceOf(TrainingResult.Completed.class);
            Map<String, List<Float>> after = TinyStage.values(network);
            assertThat(after.get("rb_block.conv1.weight")).isNotEqualTo(branch);
            assertThat(after.values()).allSatisfy(list -> assertThat(list).noneMatch(value -> value.isNaN()));
            assertThat(network.tensors().get("linear.weight").shape()).containsExactly(3, 16);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "contrast: {queueSize: 0} | contrast.queueSize: 0 must lie in 1..1048576",
                "contrast: {queueSize: 2000000} | contrast.queueSize: 2000000 must lie in 1..1048576",
                "contrast: {temperature: 0} | contrast.temperature: 0.0 must be above 0 and finite",
                "contrast: {temperature: .inf} | contrast.temperature",
                "contrast: {momentum: 1} | contrast.momentum: 1.0 must lie in [0, 1)",
                "contrast: {momentum: -0.1} | contrast.momentum: -0.1 must lie in [0, 1)",
                "contrast: {dimension: 1} | contrast.dimension: 1 must lie in 2..1024",
                "contrast: {hidden: 0} | contrast.hidden: 0 must lie in 1..65536",
                "contrast: {batchNormGroups: 0} | contrast.batchNormGroups: 0 must be at least 1",
                "contrast: {queuesize: 9} | did you mean 'queueSize'",
                "epochs: 0 | epochs: 0 must be at least 1",
                "batchSize: 0 | batchSize: 0 must be at least 1",
                "loss: {kind: ldam} | loss",
            })
    void whatCannotWorkIsRefusedInOneLine(String keys, String line) {
        assertThatThrownBy(() -> TinyStage.config("{kind: moco, " + keys + "}"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(line)
                .hasMessageNotContaining("\n");
    }

    @Test
    void notANumberIsRefused() {
        assertThatThrownBy(() -> new MomentumContrast(5, Double.NaN, 0.2, null, 8, 1))
                .hasMessageContaining("[0, 1)");
        assertThatThrownBy(() -> new MomentumContrast(5, 0.9, Double.NaN, null, 8, 1))
                .hasMessageContaining("above 0");
    }

    /** A step's logits alone are 800 KB. */
    @Test
    void memoryStaysFlat() {
        long[] bytes = new long[2];
        int[] steps = new int[1];
        TrainingListener watch = new TrainingListener() {
            @Override
            public void stepEnds(StepMetrics metrics) {
                if (++steps[0] == 60) {
                    bytes[0] = Pointer.physicalBytes();
                }
                bytes[1] = Pointer.physicalBytes();
            }
        };
        StageContext context = TinyStage.context(train, null, Selection.LAST);
        try (StageTrainer trainer = trainer(context, network, watch)) {
            TinyStage.config("{kind: moco, epochs: 40, batchSize: 12, " + VIEWS
                            + ", contrast: {queueSize: 16384, dimension: 16}}")
                    .run(trainer);
        }
        assertThat(steps[0]).isEqualTo(240);
        assertThat(bytes[1] - bytes[0]).isLessThan(60_000_000);
    }
}
