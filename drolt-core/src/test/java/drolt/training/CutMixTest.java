package drolt.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import drolt.configuration.ConfigException;
import drolt.configuration.InvalidValueException;
import drolt.loss.LossInput;
import drolt.model.Network;
import drolt.tensor.OneThread;
import drolt.tensor.StepScope;
import drolt.tensor.Tensors;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rectangles of other images, and the labels that go with them. */
@ExtendWith(OneThread.class)
class CutMixTest {
    private static final int BATCH = 5;
    private static final int SIDE = 8;
    private static final CutMix ALWAYS = new CutMixConfig(1, 1).build(3);

    private static CutMix.Patch patch(int step) {
        return Objects.requireNonNull(ALWAYS.draw(1, step, BATCH, SIDE, SIDE));
    }

    /** Pixel by pixel, against loops; the second view is as it was. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void theRectangleIsThePartnersAndItsShareIsTheirLabels(int step) {
        CutMix.Patch patch = patch(step);
        float[] pixels = new float[2 * BATCH * 3 * SIDE * SIDE];
        Random random = new Random(step);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = random.nextInt(256);
        }
        try (StepScope scope = StepScope.open()) {
            float[] mixed = Tensors.toFloats(patch.of(Tensors.floats(pixels, 2 * BATCH, 3, SIDE, SIDE)));
            int foreign = 0;
            for (int i = 0; i < pixels.length; i++) {
                int x = i % SIDE;
                int y = i / SIDE % SIDE;
                int image = i / (3 * SIDE * SIDE);
                boolean inside = image < BATCH
                        && y >= patch.top()
                        && y < patch.bottom()
                        && x >= patch.left()
                        && x < patch.right();
                int from = inside ? patch.mixture().partners()[image] * 3 * SIDE * SIDE + i % (3 * SIDE * SIDE) : i;
                foreign += inside ? 1 : 0;
                assertThat(mixed[i]).isEqualTo(pixels[from]);
            }
            assertThat(patch.mixture().share())
                    .isCloseTo(1 - foreign / (double) (BATCH * 3 * SIDE * SIDE), within(1e-12));
        }
    }

    @Test
    void drawsAreAFunctionOfSeedEpochAndStepAndOfTheirProbability() {
        assertThat(patch(3)).usingRecursiveComparison().isEqualTo(patch(3));
        assertThat(patch(3)).usingRecursiveComparison().isNotEqualTo(patch(4));
        CutMix half = new CutMixConfig(1, 0.5).build(3);
        long changed = 0;
        for (int step = 0; step < 1000; step++) {
            changed += half.draw(0, step, BATCH, SIDE, SIDE) == null ? 0 : 1;
        }
        assertThat(changed).isBetween(440L, 560L);
    }

    @Test
    void ofSeveralViewsOnlyTheFirstHasTheLabelsOfBoth() {
        try (StepScope scope = StepScope.open()) {
            int[] labels = {0, 1, 2, 0, 1};
            Tensor rows = Tensors.floats(new float[BATCH * 3], BATCH, 3);
            LossInput own = new LossInput(
                    rows,
                    rows,
                    Tensors.longs(labels, BATCH),
                    labels,
                    labels,
                    Map.of(),
                    List.of(new LossInput.View(rows, rows)),
                    Optional.empty());
            CutMix.Patch patch = patch(2);
            LossInput others = Objects.requireNonNull(patch.under(own).others());
            assertThat(others.hostLabels()).isEqualTo(labels);
            long[] ofFirst = Tensors.toLongs(others.ofFirstView().orElseThrow());
            for (int i = 0; i < BATCH; i++) {
                assertThat(ofFirst[i]).isEqualTo(labels[patch.mixture().partners()[i]]);
            }
        }
    }

    @Test
    void aStageTrainsWithItAlsoInTheFirstViewOfBalancedContrast() {
        String start = "{kind: train, epochs: 1, batchSize: 10, optimizer: {kind: sgd, learningRate: 0.01}, ";
        for (String rest : List.of(
                "cutMix: {probability: 1}}",
                "views: [{}, {}], loss: {kind: balanced-contrastive}, cutMix: {probability: 1}}")) {
            double mixed = loss(start + rest);
            assertThat(mixed).isFinite();
            assertThat(loss(start + rest)).as("the same bits").isEqualTo(mixed);
            assertThat(loss(start + rest.replace("cutMix: {probability: 1}", "cutMix: null")))
                    .isNotEqualTo(mixed);
        }
    }

    private static double loss(String yaml) {
        StageContext context = TinyStage.context(TinyStage.images(1, 20, 10, 6), null, Selection.LAST);
        try (Network network = TinyStage.MODEL.build(3, 1);
                StageTrainer trainer =
                        new StageTrainer(context, network, StateStore.NONE, List.of(), new StopSignal())) {
            return TinyStage.config(yaml).run(trainer).history().get(0).loss();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{kind: train, mixup: {}, cutMix: {}}",
                "{kind: train, loss: {kind: proco}, cutMix: {}}",
                "{kind: train, views: [{}], loss: {kind: supervised-contrastive}, cutMix: {}}",
                "{kind: train, views: [{}], loss: {kind: balanced-contrastive, contrast: all}, cutMix: {}}"
            })
    void whatCannotBeCutIsRefused(String yaml) {
        assertThatThrownBy(() -> TinyStage.config(yaml))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("cutMix");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void numbersOutOfRangeAreRefused(double wrong) {
        assertThatThrownBy(() -> new CutMixConfig(wrong, 1)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new CutMixConfig(1, wrong)).isInstanceOf(InvalidValueException.class);
    }
}
