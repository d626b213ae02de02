package drolt.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import drolt.augmentation.RandomFlip;
import drolt.configuration.ConfigException;
import drolt.data.ImageDataset;
import drolt.inference.ImageTensors;
import drolt.loss.LossInput;
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
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Several views of every image in a stage. */
@ExtendWith(OneThread.class)
class ViewsTest {
    private static final int BATCH = 6;
    private static final String HEAD = "head: {hidden: 6, dimension: 4}";
    private static final String CONTRAST = "loss: {kind: supervised-contrastive, " + HEAD + "}";

    private final ImageDataset train = TinyStage.images(1, 20, 9, 5);

    /** Without batch statistics a view's features are those of its images alone. */
    @Test
    void eachViewIsWhatTheNetworkMakesOfItAlone() {
        StageContext context = TinyStage.context(train, null, Selection.LAST);
        Sampler sampler = new ShuffledSamplerConfig(null)
                .build(new SamplerContext(
                        IntStream.range(0, train.size()).map(train::label).toArray(), 3, 1, 1));
        try (Network network = TinyStage.MODEL.build(3, 1);
                ImageTensors images = new ImageTensors(context.statistics(), context.layout());
                NoGrad noGrad = NoGrad.open();
                StepScope scope = StepScope.open()) {
            LossInput plain = first(network, images, sampler, List.of(List.of()));
            LossInput flipped = first(network, images, sampler, List.of(List.of(new RandomFlip(1.0).build())));
            LossInput both = first(network, images, sampler, List.of(List.of(), List.of(new RandomFlip(1.0).build())));

            assertThat(plain.otherViews()).isEmpty();
            assertThat(both.otherViews()).hasSize(1);
            assertThat(both.size()).isEqualTo(BATCH);
            assertThat(both.hostLabels()).startsWith(Arrays.copyOf(plain.hostLabels(), BATCH));
            assertThat(Tensors.toFloats(both.features())).containsExactly(Tensors.toFloats(plain.features()));
            assertThat(Tensors.toFloats(both.logits())).containsExactly(Tensors.toFloats(plain.logits()));
            LossInput.View other = both.otherViews().get(0);
            assertThat(Tensors.toFloats(other.features()))
                    .containsExactly(Tensors.toFloats(flipped.features()))
                    .isNotEqualTo(Tensors.toFloats(plain.features()));
            assertThat(Tensors.toFloats(other.logits())).containsExactly(Tensors.toFloats(flipped.logits()));
            assertThat(both.classWeights().orElseThrow().shape())
                    .containsExactly(3, network.backbone().dimension());
        }
    }

    private LossInput first(
            Network network, ImageTensors images, Sampler sampler, List<List<drolt.augmentation.Transform>> views) {
        ImageSource source = new ImageSource(
                network,
                new DrawnBatches(train, sampler, views, BATCH, false, 1, 1),
                images,
                new ImageSource.Settings(false, null, null, Precision.FLOAT32, List.of()));
        try (EpochInputs inputs = source.open(0, 0)) {
            StepInput input = inputs.next();
            assertThat(input).isNotNull();
            return input.own();
        }
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

    @ParameterizedTest
    @ValueSource(strings = {"supervised-contrastive", "balanced-contrastive", "proco"})
    void theStageLeavesItsNetworkAndNothingOfTheHead(String kind) {
        String stage = "{kind: train, epochs: 2, batchSize: 10, augmentation: [{kind: random-flip}], views: [{}, {}],"
                + " loss: {kind: " + kind + ", " + HEAD + "}";
        Map<String, List<Float>> values = trained(stage + "}");
        assertThat(values.keySet())
                .isEqualTo(trained("{kind: train, epochs: 1, batchSize: 10}").keySet());
        assertThat(trained(stage + "}")).as("the same bits again").isEqualTo(values);
        String otherwise = stage.replace("views: [{}, {}]", "views: [{}, {augmentation: [{kind: cutout, size: 4}]}]");
        assertThat(trained(otherwise + "}")).isNotEqualTo(values);
    }

    /** Features of a frozen backbone are computed once otherwise, and then there is one view. */
    @Test
    void aFrozenBackboneStillSeesTheViews() {
        String frozen = "{kind: train, epochs: 1, batchSize: 10, freeze: [backbone], batchNorm: eval, augmentation: []";
        Map<String, List<Float>> values = trained(frozen + ", views: [{}], " + CONTRAST + "}");
        assertThat(values.get("linear.weight")).as("no classifier is trained").isEqualTo(untrained());
    }

    private static List<Float> untrained() {
        try (Network network = TinyStage.MODEL.build(3, 1)) {
            return TinyStage.values(network).get("linear.weight");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{kind: train, LOSS} | views: null gives the loss too few views",
                "{kind: train, LOSS, views: []} | views: null gives the loss too few views",
                "{kind: train, views: [{}]} | views: a list of 1 gives the loss more views",
                "{kind: train, loss: {kind: balanced-contrastive}, views: [{}]} | needs 3, the first included",
                "{kind: train, LOSS, views: [{}], mixup: {}} | cannot be used with several views",
                "{kind: train, loss: {kind: proco}, mixup: {}} | it would see it twice",
                "{kind: classifier, LOSS} | needs 2 views of an image, which stages of kind train give",
                "{kind: sm-dragon, LOSS} | needs 2 views of an image, which stages of kind train give",
                "{kind: train, LOSS, views: [{augmentation: [{kind: cutuot}]}]} | views.0.augmentation.0.kind",
            })
    void whatCannotWorkIsRefusedInOneLine(String stage, String line) {
        assertThatThrownBy(() -> TinyStage.config(stage.replace("LOSS", CONTRAST)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(line)
                .hasMessageNotContaining("\n");
    }

    @Test
    void aSumMayCompareViewsBesideALossThatDoesNot() {
        String sum = "loss: {kind: sum, terms: [{loss: {kind: cross-entropy}}, {loss: {kind: supervised-contrastive, "
                + HEAD + "}}]}";
        trained("{kind: train, epochs: 1, batchSize: 10, views: [{}], " + sum + "}");
        assertThatThrownBy(() -> TinyStage.config("{kind: train, " + sum + "}"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("needs 2");
    }
}
