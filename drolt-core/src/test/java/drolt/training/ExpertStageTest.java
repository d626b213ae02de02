package drolt.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import drolt.configuration.InvalidValueException;
import drolt.data.ClassCounts;
import drolt.loss.ExpertProductConfig;
import drolt.loss.Loss;
import drolt.loss.LossContext;
import drolt.loss.LossInput;
import drolt.model.Network;
import drolt.tensor.NoGrad;
import drolt.tensor.OneThread;
import drolt.tensor.Precision;
import drolt.tensor.StepScope;
import drolt.tensor.Tensors;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Several last stages on one trunk, each taught by itself. */
@ExtendWith(OneThread.class)
class ExpertStageTest {
    private static final String STAGE = "{kind: train, epochs: 6, batchSize: 10, experts: 3,"
            + " optimizer: {kind: sgd, learningRate: 0.05}, loss: {kind: expert-product}}";
    private static final int[] COUNTS = {30, 14, 6};

    private static Tensor random(long seed, long... shape) {
        Random random = new Random(seed);
        float[] values = new float[(int) (shape[0] * shape[1])];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return Tensors.floats(values, shape);
    }

    /** Each expert's logits by plain loops: K W_k f_k + b. */
    @Test
    void theLossIsTheMeanOfTheExpertsOwn() {
        double[] taus = {0.5, 1, 2};
        int[] labels = {0, 2, 1, 0};
        try (StepScope scope = StepScope.open();
                Loss loss = new ExpertProductConfig(List.of(0.5, 1.0, 2.0))
                        .build(new LossContext(6, ClassCounts.of(COUNTS), 1))) {
            Tensor features = random(1, 4, 6);
            Tensor weights = random(2, 3, 6);
            double[] bias = {0.3, -1, 2};
            Tensor logits =
                    features.matmul(weights.t()).add(Tensors.doubles(bias, 3).to(features.scalar_type()));
            double[] f = Tensors.toDoubles(features);
            double[] w = Tensors.toDoubles(weights);
            double expected = 0;
            for (int expert = 0; expert < 3; expert++) {
                for (int i = 0; i < 4; i++) {
                    double[] own = new double[3];
                    double sum = 0;
                    for (int c = 0; c < 3; c++) {
                        own[c] = bias[c] + taus[expert] * Math.log(COUNTS[c] / 50.0);
                        for (int d = 2 * expert; d < 2 * expert + 2; d++) {
                            own[c] += 3 * f[6 * i + d] * w[6 * c + d];
                        }
                        sum += Math.exp(own[c]);
                    }
                    expected += (Math.log(sum) - own[labels[i]]) / 12;
                }
            }
            LossInput input = new LossInput(
                    features,
                    logits,
                    Tensors.longs(labels, 4),
                    labels,
                    labels,
                    Map.of(),
                    List.of(),
                    Optional.of(weights));
            assertThat(loss.value(input).total().item_double()).isCloseTo(expected, within(1e-5));
        }
    }

    private static List<EpochMetrics> train(Network network, String yaml) {
        StageContext context = TinyStage.context(TinyStage.images(1, COUNTS), null, Selection.LAST);
        try (StageTrainer trainer = new StageTrainer(context, network, StateStore.NONE, List.of(), new StopSignal())) {
            return TinyStage.config(yaml).run(trainer).history();
        }
    }

    @Test
    void theNetworkHasThreeLastStagesThatAllLearnAndIsLoadedAsSuch() {
        try (Network network = TinyStage.MODEL.build(3, 1);
                Network again = TinyStage.MODEL.build(3, 7);
                NoGrad noGrad = NoGrad.open();
                StepScope scope = StepScope.open()) {
            Tensor images = random(3, 2, 3 * 8 * 8).view(2, 3, 8, 8);
            network.makeExperts(3, 5);
            double[] first = Tensors.toDoubles(
                    network.forward(images, false, Precision.FLOAT32, List.of()).features());
            again.makeExperts(3, 9);
            again.load(network.tensors());
            assertThat(network.tensors().get("linear.weight").shape()).containsExactly(3, 24);
            assertThat(first).hasSize(48);
            Network plain = TinyStage.MODEL.build(3, 1);
            double[] one = Tensors.toDoubles(
                    plain.forward(images, false, Precision.FLOAT32, List.of()).features());
            for (int i = 0; i < 8; i++) {
                assertThat(3 * first[i]).as("the first is the network's own").isCloseTo(one[i], within(1e-5));
            }
            plain.load(network.tensors());
            assertThat(Tensors.toDoubles(plain.forward(images, false, Precision.FLOAT32, List.of())
                            .logits()))
                    .isEqualTo(Tensors.toDoubles(network.forward(images, false, Precision.FLOAT32, List.of())
                            .logits()));
            plain.close();
        }
    }

    @Test
    void theLossFallsAndEveryExpertChanges() {
        try (Network network = TinyStage.MODEL.build(3, 1)) {
            network.makeExperts(3, 5);
            Map<String, List<Float>> before = TinyStage.values(network);
            List<EpochMetrics> history = train(network, STAGE);
            assertThat(history.get(5).loss()).isLessThan(0.9 * history.get(0).loss());
            Map<String, List<Float>> after = TinyStage.values(network);
            for (String name : List.of(
                    "layer3.0.conv1.weight",
                    "expert2.0.conv1.weight",
                    "expert3.0.conv2.weight",
                    "layer1.0.conv1.weight")) {
                assertThat(after.get(name)).as(name).isNotNull().isNotEqualTo(before.get(name));
            }
        }
    }

    @Test
    void anotherNumberThanTheLossTeachesIsRefused() {
        for (String wrong : List.of(
                "{kind: train, loss: {kind: expert-product}}",
                "{kind: train, experts: 2, loss: {kind: expert-product}}")) {
            assertThatThrownBy(() -> TinyStage.config(wrong).backboneAfter(StageBackbone.PLAIN))
                    .isInstanceOf(InvalidValueException.class)
                    .hasMessageContaining("3 experts");
        }
        StageBackbone three = TinyStage.config(STAGE).backboneAfter(StageBackbone.PLAIN);
        assertThat(three.experts()).isEqualTo(3);
        assertThatThrownBy(() -> TinyStage.config("{kind: train, attention: {kind: modulated}}")
                        .backboneAfter(three))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("one last stage");
        assertThatThrownBy(() -> TinyStage.config("{kind: bbn}").backboneAfter(three))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("one last stage");
    }
}
