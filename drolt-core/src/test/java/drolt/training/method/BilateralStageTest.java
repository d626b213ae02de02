package drolt.training.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import drolt.configuration.InvalidValueException;
import drolt.data.ClassCounts;
import drolt.data.ImageDataset;
import drolt.inference.ImageTensors;
import drolt.loss.ClassWeighting;
import drolt.loss.CrossEntropyConfig;
import drolt.loss.Loss;
import drolt.loss.LossContext;
import drolt.model.CifarResNetConfig;
import drolt.model.CosineClassifierConfig;
import drolt.model.LayoutChoice;
import drolt.model.Network;
import drolt.model.PrecisionChoice;
import drolt.sampling.InverseSamplerConfig;
import drolt.sampling.Sampler;
import drolt.sampling.SamplerContext;
import drolt.sampling.ShuffledSamplerConfig;
import drolt.tensor.NoGrad;
import drolt.tensor.OneThread;
import drolt.tensor.Precision;
import drolt.tensor.StepScope;
import drolt.tensor.Tensors;
import drolt.training.DrawnBatches;
import drolt.training.EpochInputs;
import drolt.training.EpochMetrics;
import drolt.training.Selection;
import drolt.training.StageConfig;
import drolt.training.StageContext;
import drolt.training.StageTrainer;
import drolt.training.StateStore;
import drolt.training.StepInput;
import drolt.training.StopSignal;
import drolt.training.TinyStage;
import drolt.training.TrainingResult;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Training of two branches. */
@ExtendWith(OneThread.class)
class BilateralStageTest {
    private static final int BATCH = 10;

    private final ImageDataset train = TinyStage.images(1, 30, 14, 6);
    private final StageContext context = TinyStage.context(train, null, Selection.LAST);
    private final Network network = TinyStage.MODEL.build(3, 1);

    @AfterEach
    void free() {
        network.close();
    }

    @Test
    void theShareOfTheConventionalBranchFallsFromOneAsAParabola() {
        assertThat(IntStream.range(0, 4).mapToDouble(epoch -> BilateralSource.share(epoch, 4)))
                .containsExactly(1.0, 1 - 1 / 16.0, 1 - 4 / 16.0, 1 - 9 / 16.0);
        assertThat(BilateralSource.share(199, 200)).isCloseTo(1 - 0.995 * 0.995, within(1e-15));
    }

    private DrawnBatches drawn(Sampler sampler) {
        return new DrawnBatches(train, sampler, List.of(List.of()), BATCH, false, 1, 1);
    }

    /** Two samplers' labels, one pass, and the loss under both by the epoch's share. */
    @Test
    void aStepHoldsOnePassAgainstTheLabelsOfBothBatches() {
        int[] labels = IntStream.range(0, train.size()).map(train::label).toArray();
        SamplerContext samplers = new SamplerContext(labels, 3, 2, 4);
        Sampler natural = new ShuffledSamplerConfig(null).build(samplers);
        Sampler inverse = new InverseSamplerConfig(null).build(samplers);
        network.makeBilateral(2);
        try (ImageTensors images = new ImageTensors(context.statistics(), context.layout());
                Loss loss = new CrossEntropyConfig(0, ClassWeighting.NONE, 1, null, null)
                        .build(new LossContext(16, ClassCounts.of(train), 1));
                NoGrad noGrad = NoGrad.open();
                StepScope scope = StepScope.open()) {
            BilateralSource source =
                    new BilateralSource(network, drawn(natural), drawn(inverse), images, 2, false, Precision.FLOAT32);
            assertThat(source.stepsPerEpoch()).isEqualTo(5);
            try (EpochInputs inputs = source.open(1, 3)) {
                StepInput input = inputs.next();
                assertThat(input).isNotNull();
                assertThat(input.size()).isEqualTo(2 * BATCH);
                double[] logits = Tensors.toDoubles(input.own().logits());
                double expected = 0;
                for (int i = 0; i < BATCH; i++) {
                    int first = labels[natural.draw(1)[3 * BATCH + i]];
                    int second = labels[inverse.draw(1)[3 * BATCH + i]];
                    expected +=
                            (0.75 * crossEntropy(logits, i, first) + 0.25 * crossEntropy(logits, i, second)) / BATCH;
                }
                assertThat(input.value(loss).total().item().toDouble()).isCloseTo(expected, within(1e-5));
                assertThat(inputs.next()).isNotNull();
                assertThat(inputs.next()).isNull();
            }
        }
    }

    private static double crossEntropy(double[] logits, int row, int label) {
        double sum = 0;
        for (int c = 0; c < 3; c++) {
            sum += Math.exp(logits[3 * row + c]);
        }
        return Math.log(sum) - logits[3 * row + label];
    }

    private TrainingResult run(String yaml) {
        try (StageTrainer trainer = new StageTrainer(context, network, StateStore.NONE, List.of(), new StopSignal())) {
            return TinyStage.config(yaml).run(trainer);
        }
    }

    @Test
    void theLossFallsAndTheClassifierStandsOnBothBranches() {
        List<EpochMetrics> history = run("{kind: bbn, epochs: 8, batchSize: 10, optimizer: {learningRate: 0.05}}")
                .history();
        assertThat(history.get(5).loss()).isLessThan(0.9 * history.get(0).loss());
        assertThat(history.get(0).images()).isEqualTo(2 * 50);
        assertThat(network.tensors().get("linear.weight").shape()).containsExactly(3, 16);
        assertThat(network.tensors()).containsKeys("layer3.0.conv1.weight", "rb_block.conv1.weight");
    }

    @Test
    void whatCannotBeDoneIsRefused() {
        assertThatThrownBy(() -> TinyStage.config("{kind: bbn, loss: {kind: dro-lt}}"))
                .hasMessageContaining("looks at features");
        assertThatThrownBy(() -> run("{kind: bbn, rebalancingSampler: {draws: 40}, batchSize: 10}"))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("40 draws must be 50, as many as sampler has");
        StageConfig stage = TinyStage.config("{kind: bbn}");
        stage.requireFits(TinyStage.MODEL, false);
        CifarResNetConfig cosine = new CifarResNetConfig(
                8, 2, new CosineClassifierConfig(16, null), PrecisionChoice.FLOAT32, LayoutChoice.CONTIGUOUS);
        assertThatThrownBy(() -> stage.classifierAfter(cosine, null))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("linear classifier");
    }
}
