package drolt.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import drolt.augmentation.CenterCrop;
import drolt.configuration.InvalidValueException;
import drolt.data.ImageDataset;
import drolt.model.AttentionInitial;
import drolt.model.ModulatedAttentionConfig;
import drolt.model.Network;
import drolt.tensor.OneThread;
import drolt.tensor.Tensors;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stages that put an attention into the network, and stages after them. */
@ExtendWith(OneThread.class)
class AttentionStageTest {
    private static final String ATTENTIVE =
            "{kind: train, epochs: 1, batchSize: 10, attention: {kind: modulated}, freeze: %s, batchNorm: %s}";
    private static final ModulatedAttentionConfig MODULATED =
            new ModulatedAttentionConfig(AttentionInitial.NORMAL, true);

    private final ImageDataset train = TinyStage.images(1, 24, 12, 4);
    private final StageContext context = TinyStage.context(train, null, Selection.LAST);

    private void run(Network network, String yaml) {
        try (StageTrainer trainer = new StageTrainer(context, network, StateStore.NONE, List.of(), new StopSignal())) {
            assertThat(TinyStage.config(yaml).run(trainer)).isInstanceOf(TrainingResult.Completed.class);
        }
    }

    /** Names of tensors that differ, by their parts: what stands before the first dot. */
    private static Set<String> changed(Map<String, List<Float>> before, Map<String, List<Float>> after) {
        assertThat(after.keySet()).isEqualTo(before.keySet());
        Set<String> changed = new TreeSet<>();
        after.forEach((name, values) -> {
            if (!values.equals(before.get(name))) {
                changed.add(name.replaceFirst("\\..*", ""));
            }
        });
        return changed;
    }

    /** What the attention of a stage is before its first step. */
    private Network fresh() {
        Network network = TinyStage.MODEL.build(3, 1);
        network.addAttention(MODULATED, 8, 8, StageSeed.of(context.seed(), "attention"));
        return network;
    }

    @ParameterizedTest(name = "freeze {0}, batch norm {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "[backbone] | eval | fc_add, linear, modulatedatt",
                "[backbone, attention] | eval | linear",
                "[attention, classifier] | eval | bn1, conv1, layer1, layer2, layer3",
                "[classifier] | eval | bn1, conv1, fc_add, layer1, layer2, layer3, modulatedatt",
                "[] | train | bn1, conv1, fc_add, layer1, layer2, layer3, linear, modulatedatt",
            })
    void whatIsFrozenDoesNotMoveAndAllElseDoes(String freeze, String batchNorm, String moves) {
        try (Network before = fresh();
                Network network = TinyStage.MODEL.build(3, 1)) {
            run(network, ATTENTIVE.formatted(freeze, batchNorm));
            assertThat(changed(TinyStage.values(before), TinyStage.values(network)))
                    .containsExactly(moves.split(", "));
        }
    }

    /** It is made for images as training shows them: 8 x 8 pixels are a last map of 2 x 2. */
    @Test
    void itsSizeFollowsFromTheImages() {
        try (Network network = TinyStage.MODEL.build(3, 1)) {
            run(network, ATTENTIVE.formatted("[]", "train"));
            assertThat(network.tensors().get("modulatedatt.fc_spatial.weight").shape())
                    .containsExactly(4, 4 * 8);
        }
    }

    @Test
    void stagesAfterItTrainItOnOrLeaveItAsTheySay() {
        try (Network network = TinyStage.MODEL.build(3, 1)) {
            run(network, ATTENTIVE.formatted("[]", "train"));
            Map<String, List<Float>> attended = TinyStage.values(network);
            run(network, "{kind: classifier, epochs: 1, batchSize: 10}");
            Map<String, List<Float>> classified = TinyStage.values(network);
            assertThat(changed(attended, classified)).containsExactly("linear");
            run(network, "{kind: tau-norm, tau: 1}");
            Map<String, List<Float>> normed = TinyStage.values(network);
            assertThat(changed(classified, normed)).containsExactly("linear");
            run(network, "{kind: train, epochs: 1, batchSize: 10}");
            assertThat(changed(normed, TinyStage.values(network))).contains("fc_add", "modulatedatt", "layer1");
            run(network, "{kind: sm-dragon, epochs: 1, batchSize: 10}");
            assertThat(network.tensors()).containsKeys("dragon.weight", "modulatedatt.g.weight");
            assertThat(Tensors.toFloats(network.tensors().get("modulatedatt.g.bias")))
                    .doesNotContain(Float.NaN);
        }
    }

    private static StageBackbone chain(String... stages) {
        StageBackbone backbone = StageBackbone.PLAIN;
        for (String stage : stages) {
            backbone = TinyStage.config(stage).backboneAfter(backbone);
        }
        return backbone;
    }

    private static final String PLAIN = "{kind: train}";
    private static final String OWN = "{kind: train, attention: {kind: modulated}}";

    @Test
    void whatAStageLeavesFollowsFromTheChain() {
        assertThat(chain(PLAIN, "{kind: classifier, after: a}")).isEqualTo(StageBackbone.PLAIN);
        assertThat(chain(PLAIN, OWN, "{kind: classifier, after: a}", "{kind: rotation, after: b}"))
                .isEqualTo(new StageBackbone(false, MODULATED, 1));
        assertThat(chain(PLAIN, "{kind: bbn, after: a}")).isEqualTo(new StageBackbone(true, null, 1));
        TrainingPlan backboneFrozen =
                TinyStage.config("{kind: train, freeze: [backbone]}").plan().orElseThrow();
        TrainingPlan classifier = TinyStage.config("{kind: classifier}").plan().orElseThrow();
        assertThat(chain(PLAIN).learnsBy(backboneFrozen)).isFalse();
        assertThat(chain(OWN).learnsBy(backboneFrozen)).isTrue();
        assertThat(chain(OWN).learnsBy(classifier)).isFalse();
        assertThat(chain(PLAIN).learnsBy(TinyStage.config(PLAIN).plan().orElseThrow()))
                .isTrue();
    }

    @ParameterizedTest(name = "{0} then {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                OWN + " | {kind: train, after: a, attention: {kind: modulated}}"
                        + "| attention | stands there already, since before stage a ended; leave attention null",
                OWN + " | {kind: bbn, after: a} | after | a leaves an attention on the last map, and two branches",
                "{kind: bbn} | {kind: train, after: a, attention: {kind: modulated}}"
                        + "| attention | needs one last map, and a stage before it has made two branches",
                PLAIN + " | {kind: train, after: a, freeze: [attention]}"
                        + "| freeze | attention is no part of this network; set attention: {kind: modulated}",
            })
    void contradictionsAreOneLine(String first, String second, String key, String line) {
        assertThatThrownBy(() -> chain(first, second))
                .isInstanceOfSatisfying(
                        InvalidValueException.class, e -> assertThat(e.key()).isEqualTo(key))
                .hasMessageContaining(line)
                .hasMessageNotContaining("\n");
    }

    @Test
    void anAugmentationOfAnotherSizeThanTheTestViewIsOneLine() {
        TrainingPlan own = TinyStage.config(OWN).plan().orElseThrow();
        List<drolt.augmentation.TransformConfig> crop = List.of(new CenterCrop(6));
        own.requireOneSize(train, List.of(), List.of());
        own.requireOneSize(train, crop, crop);
        own.requireOneSize(train, List.of(), crop); // nothing augments: training shows the test's view
        assertThatThrownBy(() -> own.requireOneSize(train, crop, List.of()))
                .isInstanceOfSatisfying(
                        InvalidValueException.class, e -> assertThat(e.key()).isEqualTo("augmentation"))
                .hasMessage(
                        "images of 6 x 6 pixels must have the size in which testView shows them, 8 x 8 pixels, for the"
                                + " attention is made for one size");
    }
}
