package drolt.training;

import static org.assertj.core.api.Assertions.assertThat;

import drolt.data.ClassCounts;
import drolt.loss.Loss;
import drolt.loss.LossContext;
import drolt.model.AttentionInitial;
import drolt.model.CifarResNetConfig;
import drolt.model.LayoutChoice;
import drolt.model.LinearBias;
import drolt.model.LinearClassifierConfig;
import drolt.model.ModulatedAttentionConfig;
import drolt.model.Network;
import drolt.model.PrecisionChoice;
import drolt.optimizer.ParameterGroup;
import drolt.tensor.Engine;
import drolt.tensor.Tensors;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TrainedGroupsTest {
    private static final int CLASSES = 5;

    @BeforeAll
    static void engine() {
        Engine.load();
    }

    private static Network network(@Nullable LinearBias bias) {
        return new CifarResNetConfig(
                        8, 2, new LinearClassifierConfig(null, bias), PrecisionChoice.FLOAT32, LayoutChoice.CONTIGUOUS)
                .build(CLASSES, 1);
    }

    private static List<ParameterGroup> groups(Network network, String keys) {
        TrainingPlan plan = TinyStage.config("kind: train\n" + keys).plan().orElseThrow();
        Loss loss = plan.loss().build(new LossContext(8, ClassCounts.of(new int[] {5, 4, 3, 2, 1}), 1));
        return TrainedGroups.of(plan, network, network.parameters(), loss);
    }

    private static ParameterGroup groupOf(List<ParameterGroup> groups, String name) {
        return groups.stream()
                .filter(group -> group.parameters().containsKey(name))
                .reduce((first, second) -> {
                    throw new AssertionError(name + " stands in two groups");
                })
                .orElseThrow();
    }

    @Test
    void rareBiasesStartAtMinusTheLogarithmOfTheOthersAndNeverDecay() {
        try (Network network = network(LinearBias.RARE)) {
            assertThat(Tensors.toFloats(network.parameters().get("linear.bias")))
                    .hasSize(CLASSES)
                    .containsOnly((float) -Math.log(CLASSES - 1));
            List<ParameterGroup> groups =
                    groups(network, "optimizer: {kind: sgd, weightDecay: 0.5, normWeightDecay: 0.25}");
            assertThat(groupOf(groups, "linear.bias").weightDecay()).isZero();
            assertThat(groupOf(groups, "linear.weight").weightDecay()).isEqualTo(0.5);
            assertThat(groupOf(groups, "bn1.bias").weightDecay()).isEqualTo(0.25);
        }
    }

    @Test
    void withoutThatBiasesDecayAsNormsDo() {
        try (Network network = network(null)) {
            List<ParameterGroup> groups = groups(network, "optimizer: {kind: sgd, weightDecay: 0.5}");
            assertThat(groups).hasSize(1);
            assertThat(groups.get(0).weightDecay()).isEqualTo(0.5);
            assertThat(groups.get(0).learningRateScale()).isEqualTo(1);
            assertThat(groups.get(0).parameters()).hasSameSizeAs(network.parameters());
        }
    }

    @Test
    void theBackboneHasItsOwnRateAndTheLossStandsLast() {
        try (Network network = network(null)) {
            List<ParameterGroup> groups = groups(
                    network,
                    "backboneLearningRateScale: 0.01\n"
                            + "loss: {kind: dro-lt, radius: {kind: learned, learningRateScale: 3, weightDecay: 0.1}}");
            network.backbone()
                    .parameters()
                    .keySet()
                    .forEach(name -> assertThat(groupOf(groups, name).learningRateScale())
                            .isEqualTo(0.01));
            assertThat(groupOf(groups, "linear.weight").learningRateScale()).isEqualTo(1);
            ParameterGroup last = groups.get(groups.size() - 1);
            assertThat(last.learningRateScale()).isEqualTo(3);
            assertThat(last.weightDecay()).isEqualTo(0.1);
        }
    }

    /** As in the program of Liu et al., whose feature model it is a part of. */
    @Test
    void anAttentionLearnsAtTheBackbonesRate() {
        try (Network network = network(null)) {
            network.addAttention(new ModulatedAttentionConfig(AttentionInitial.NORMAL, true), 32, 32, 1);
            List<ParameterGroup> groups = groups(network, "backboneLearningRateScale: 0.01");
            for (String name : List.of("modulatedatt.fc_spatial.weight", "modulatedatt.g.bias", "fc_add.weight")) {
                assertThat(groupOf(groups, name).learningRateScale()).as(name).isEqualTo(0.01);
            }
            assertThat(groupOf(groups, "linear.weight").learningRateScale()).isEqualTo(1);
        }
    }
}
