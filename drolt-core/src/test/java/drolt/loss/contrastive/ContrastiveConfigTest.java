package drolt.loss.contrastive;

import static drolt.loss.robust.DroLtConfigTest.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import drolt.configuration.ConfigException;
import drolt.loss.Loss;
import drolt.loss.LossCase;
import drolt.loss.LossInput;
import drolt.loss.LossTerm;
import drolt.loss.SingleThreadedEngine;
import drolt.loss.SumConfig;
import drolt.loss.robust.BoundForm;
import drolt.loss.robust.DroLtConfig;
import drolt.radius.LearnedRadiusConfig;
import drolt.tensor.StepScope;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What losses that compare views ask for and refuse. */
@ExtendWith(SingleThreadedEngine.class)
class ContrastiveConfigTest {
    private static final ProjectionHeadConfig HEAD = new ProjectionHeadConfig(5, false, 8, 1, 1e-4);

    @Test
    void lossesSayWhatTheyNeed() {
        ProCoConfig proco = new ProCoConfig(1, 1, 1, 0.1, ContrastedViews.ALL, HEAD);
        SupervisedContrastiveConfig supervised = new SupervisedContrastiveConfig(0.1, 0.07, HEAD);
        BalancedContrastiveConfig balanced = new BalancedContrastiveConfig(1, 1, 1, 0.1, ContrastedViews.OTHERS, HEAD);
        assertThat(proco.needs().views().least()).isEqualTo(1);
        assertThat(proco.needs().learnsFromBatches()).isTrue();
        assertThat(supervised.needs().views().least()).isEqualTo(2);
        assertThat(balanced.needs().views().least()).isEqualTo(3);
        assertThat(LossCase.PLAIN.alone().needs().views().most()).isEqualTo(1);
        SumConfig sum = new SumConfig(
                List.of(new LossTerm(1, LossCase.PLAIN.alone()), new LossTerm(1, supervised), new LossTerm(1, proco)));
        assertThat(sum.needs().views().least()).isEqualTo(2);
        assertThat(sum.needs().views().most()).isGreaterThan(100);
    }

    @Test
    void aSumLearnsEverythingAlike() {
        LossTerm supervised = new LossTerm(1, new SupervisedContrastiveConfig(0.1, 0.07, HEAD));
        DroLtConfig radii = LossCase.robust(BoundForm.PAPER, new LearnedRadiusConfig(1, 1, 0));
        refused("terms", "make them alike", () -> new SumConfig(List.of(supervised, new LossTerm(1, radii))));
        DroLtConfig alike = LossCase.robust(BoundForm.PAPER, new LearnedRadiusConfig(1, 1, 1e-4));
        assertThat(new SumConfig(List.of(supervised, new LossTerm(1, alike)))
                        .needs()
                        .radii())
                .isTrue();
    }

    @Test
    void whatIsMissingIsSaidInOneLine() {
        LossCase batch = LossCase.random(5, 4, 3, 2);
        try (StepScope scope = StepScope.open();
                Loss supervised = batch.loss(new SupervisedContrastiveConfig(0.1, 0.07, HEAD));
                Loss balanced = batch.loss(new BalancedContrastiveConfig(1, 1, 1, 0.1, ContrastedViews.ALL, HEAD))) {
            LossInput all = batch.input(ScalarType.Double);
            LossInput one = new LossInput(all.features(), all.logits(), all.labels(), all.hostLabels(), all.indices());
            assertThatThrownBy(() -> supervised.value(one))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("two views");
            LossInput withoutWeights = new LossInput(
                    all.features(),
                    all.logits(),
                    all.labels(),
                    all.hostLabels(),
                    all.indices(),
                    Map.of(),
                    all.otherViews(),
                    Optional.empty());
            assertThatThrownBy(() -> balanced.value(withoutWeights))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("model.classifier.kind")
                    .hasMessageNotContaining("\n");
        }
    }

    @Test
    void valuesOutOfRangeAreRefused() {
        refused("temperature", "above 0", () -> new SupervisedContrastiveConfig(0, 1, HEAD));
        refused("baseTemperature", "above 0", () -> new SupervisedContrastiveConfig(1, Double.NaN, HEAD));
        refused("tau", "[0, 10]", () -> new ProCoConfig(11, 1, 1, 1, ContrastedViews.ALL, HEAD));
        refused("crossEntropyWeight", "at least 0", () -> new ProCoConfig(1, -1, 1, 1, ContrastedViews.ALL, HEAD));
        refused(
                "contrastWeight",
                "above 0",
                () -> new BalancedContrastiveConfig(1, 1, 0, 1, ContrastedViews.ALL, HEAD));
        refused("hidden", "1..", () -> new ProjectionHeadConfig(0, false, 8, 1, 0));
        refused("dimension", "2..", () -> new ProjectionHeadConfig(5, false, 1, 1, 0));
        refused("learningRateScale", "above 0", () -> new ProjectionHeadConfig(5, false, 8, 0, 0));
        refused("weightDecay", "at least 0", () -> new ProjectionHeadConfig(5, false, 8, 1, Double.NaN));
    }
}
