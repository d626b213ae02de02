package drolt.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import drolt.configuration.ConfigException;
import drolt.configuration.InvalidValueException;
import drolt.data.ClassCounts;
import drolt.data.ImageDataset;
import drolt.data.RgbImage;
import drolt.inference.ImageTensors;
import drolt.loss.ClassWeighting;
import drolt.loss.CrossEntropyConfig;
import drolt.loss.Loss;
import drolt.loss.LossContext;
import drolt.loss.LossValue;
import drolt.model.Network;
import drolt.sampling.Sampler;
import drolt.sampling.SamplerContext;
import drolt.sampling.ShuffledSamplerConfig;
import drolt.tensor.NoGrad;
import drolt.tensor.OneThread;
import drolt.tensor.Precision;
import drolt.tensor.StepScope;
import drolt.tensor.Tensors;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Blended images and losses. */
@ExtendWith(OneThread.class)
class MixupTest {
    private static final int BATCH = 9;
    private static final int PIXELS = 8 * 8;
    private static final String TRAIN = "{kind: train, epochs: 2, batchSize: 10";
    private static final String FROZEN = ", freeze: [backbone], batchNorm: eval, augmentation: []";

    private final ImageDataset train = TinyStage.images(1, 30, 14, 6);
    private final int[] labels =
            IntStream.range(0, train.size()).map(train::label).toArray();

    /** Batch, mixing, network's input and loss once more: pixels and losses in plain doubles, only the forward shared. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void theLossIsThatOfBothLabelsOnBlendedImages(long seed) {
        Mixup mixup = new Mixup(1, seed);
        Sampler sampler = new ShuffledSamplerConfig(null).build(new SamplerContext(labels, 3, 4, seed));
        StageContext context = TinyStage.context(train, null, Selection.LAST);
        int epoch = 3;
        int step = 2;
        Mixture mixture = mixup.draw(epoch, step, BATCH);
        int[] drawn = Arrays.copyOfRange(sampler.draw(epoch), step * BATCH, (step + 1) * BATCH);

        try (Network network = TinyStage.MODEL.build(3, seed);
                ImageTensors images = new ImageTensors(context.statistics(), context.layout());
                Loss loss = new CrossEntropyConfig(0, ClassWeighting.NONE, 1, null, null)
                        .build(new LossContext(8, ClassCounts.of(train), 1));
                NoGrad noGrad = NoGrad.open();
                StepScope scope = StepScope.open()) {
            ImageSource source = new ImageSource(
                    network,
                    new DrawnBatches(train, sampler, List.of(List.of()), BATCH, false, 1, 1),
                    images,
                    new ImageSource.Settings(false, mixup, null, Precision.FLOAT32, List.of()));
            double actual;
            try (EpochInputs inputs = source.open(epoch, step)) {
                StepInput input = inputs.next();
                assertThat(input).isNotNull();
                LossValue value = input.value(loss);
                actual = value.total().item().toDouble();
                assertThat(value.parts())
                        .singleElement()
                        .satisfies(part ->
                                assertThat(part.value().item().toDouble()).isEqualTo(actual));
            }

            double[] logits = Tensors.toDoubles(
                    network.forward(Tensors.floats(blended(drawn, mixture), BATCH, 3, 8, 8), false, Precision.FLOAT32)
                            .logits());
            double expected = 0;
            for (int i = 0; i < BATCH; i++) {
                double own = crossEntropy(logits, i, labels[drawn[i]]);
                double others = crossEntropy(logits, i, labels[drawn[mixture.partners()[i]]]);
                expected += (mixture.share() * own + (1 - mixture.share()) * others) / BATCH;
            }
            assertThat(actual).isCloseTo(expected, within(1e-5));
        }
    }

    /** Normalised as {@link TinyStage#context} says, [B, 3, 8, 8]. */
    private float[] blended(int[] drawn, Mixture mixture) {
        float[] values = new float[drawn.length * 3 * PIXELS];
        for (int i = 0; i < drawn.length; i++) {
            byte[] own = pixels(drawn[i]);
            byte[] other = pixels(drawn[mixture.partners()[i]]);
            for (int channel = 0; channel < 3; channel++) {
                for (int at = 0; at < PIXELS; at++) {
                    double blend = mixture.share() * (own[at * 3 + channel] & 0xff)
                            + (1 - mixture.share()) * (other[at * 3 + channel] & 0xff);
                    values[(i * 3 + channel) * PIXELS + at] = (float) ((blend / 255 - 0.5) / 0.2);
                }
            }
        }
        return values;
    }

    private byte[] pixels(int index) {
        RgbImage image = new RgbImage();
        train.read(index, image);
        return Arrays.copyOf(image.pixels(), 3 * PIXELS);
    }

    private static double crossEntropy(double[] logits, int row, int label) {
        double sum = 0;
        for (int c = 0; c < 3; c++) {
            sum += Math.exp(logits[row * 3 + c]);
        }
        return Math.log(sum) - logits[row * 3 + label];
    }

    @Test
    void aBatchsMixtureIsAPermutationAndAFunctionOfSeedEpochAndStep() {
        Set<Double> shares = new HashSet<>();
        for (long seed = 1; seed <= 3; seed++) {
            for (int epoch = 0; epoch < 3; epoch++) {
                for (int step = 0; step < 3; step++) {
                    Mixture mixture = new Mixup(0.4, seed).draw(epoch, step, 20);
                    shares.add(mixture.share());
                    assertThat(Arrays.stream(mixture.partners()).sorted())
                            .containsExactlyElementsOf(
                                    IntStream.range(0, 20).boxed().toList());
                    Mixture again = new Mixup(0.4, seed).draw(epoch, step, 20);
                    assertThat(again.share()).isEqualTo(mixture.share());
                    assertThat(again.partners()).isEqualTo(mixture.partners());
                }
            }
        }
        assertThat(shares).hasSize(27);
    }

    private Map<String, List<Float>> trained(String yaml) {
        StageContext context = TinyStage.context(train, null, Selection.LAST);
        try (Network network = TinyStage.MODEL.build(3, 1);
                StageTrainer trainer =
                        new StageTrainer(context, network, StateStore.NONE, List.of(), new StopSignal())) {
            assertThat(TinyStage.config(yaml).run(trainer)).isInstanceOf(TrainingResult.Completed.class);
            return TinyStage.values(network);
        }
    }

    @ParameterizedTest(name = "frozen: {0}")
    @ValueSource(strings = {"", FROZEN})
    void alphaZeroIsNoMixupToTheBitAndAlphaOneIsNot(String frozen) {
        Map<String, List<Float>> plain = trained(TRAIN + frozen + "}");
        assertThat(trained(TRAIN + frozen + ", mixup: {alpha: 0}}")).isEqualTo(plain);
        assertThat(trained(TRAIN + frozen + ", mixup: {}}").get("linear.weight"))
                .isNotEqualTo(plain.get("linear.weight"));
    }

    @Test
    void aLossThatKeepsWhatItSeesOfEachBatchIsRefusedAndOthersAreNot() {
        String moving = TRAIN + ", loss: {kind: dro-lt, centroids: {kind: moving-average}}";
        String deferred =
                TRAIN + ", loss: {kind: deferred, until: 1, first: {kind: cross-entropy}, then: {kind: dro-lt,"
                        + " centroids: {kind: moving-average}}}";
        for (String learning : List.of(moving, deferred)) {
            assertThatThrownBy(() -> TinyStage.config(learning + ", mixup: {}}"))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("mixup")
                    .hasMessageContaining("moving-average")
                    .hasMessageNotContaining("\n");
        }
        trained(moving + ", mixup: {alpha: 0}}");
        trained(TRAIN + ", loss: {kind: dro-lt, denominator: exact, radius: {kind: calibrated}}, mixup: {}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "0.0001", "1001"})
    void alphaOutOfRangeIsRefused(String alpha) {
        assertThatThrownBy(() -> TinyStage.config("{kind: train, mixup: {alpha: " + alpha + "}}"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("mixup.alpha");
        assertThatThrownBy(() -> new MixupConfig(Double.NaN)).isInstanceOf(InvalidValueException.class);
    }
}
