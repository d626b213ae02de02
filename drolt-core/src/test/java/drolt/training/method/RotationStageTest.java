package drolt.training.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import drolt.configuration.ConfigException;
import drolt.data.ImageDataset;
import drolt.data.InMemoryDataset;
import drolt.model.Network;
import drolt.tensor.OneThread;
import drolt.tensor.StepScope;
import drolt.tensor.Tensors;
import drolt.training.EpochMetrics;
import drolt.training.Selection;
import drolt.training.StageContext;
import drolt.training.StageTrainer;
import drolt.training.StateStore;
import drolt.training.StopSignal;
import drolt.training.TinyStage;
import drolt.training.TrainingResult;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pre-training by rotations. */
@ExtendWith(OneThread.class)
class RotationStageTest {
    private final Network network = TinyStage.MODEL.build(3, 1);

    @AfterEach
    void free() {
        network.close();
    }

    /** A quarter turn counter-clockwise takes the last column to the first row. */
    @Test
    void imagesAreTurnedCounterClockwiseByTheirQuarterTurns() {
        int size = 3;
        int[] turns = {2, 0, 3, 1, 1};
        float[] pixels = new float[turns.length * 2 * size * size];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = i;
        }
        float[] expected = pixels.clone();
        for (int image = 0; image < turns.length; image++) {
            for (int channel = 0; channel < 2; channel++) {
                int start = (image * 2 + channel) * size * size;
                for (int turn = 0; turn < turns[image]; turn++) {
                    float[] before = Arrays.copyOfRange(expected, start, start + size * size);
                    for (int row = 0; row < size; row++) {
                        for (int column = 0; column < size; column++) {
                            expected[start + row * size + column] = before[column * size + size - 1 - row];
                        }
                    }
                }
            }
        }
        try (StepScope scope = StepScope.open()) {
            Tensor turned = Rotations.of(Tensors.floats(pixels, turns.length, 2, size, size), turns);
            assertThat(Tensors.toFloats(turned)).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7, 128})
    void everyTurnIsAsFrequentAsTheBatchAllows(int size) {
        Rotations rotations = new Rotations(5);
        int[] turns = rotations.draw(2, 3, size);
        long[] counts = new long[4];
        Arrays.stream(turns).forEach(turn -> counts[turn]++);
        assertThat(Arrays.stream(counts).max().orElseThrow()
                        - Arrays.stream(counts).min().orElseThrow())
                .isLessThanOrEqualTo(1);
        assertThat(rotations.draw(2, 3, size)).isEqualTo(turns);
        if (size == 128) {
            assertThat(rotations.draw(2, 4, size)).isNotEqualTo(turns);
            assertThat(rotations.draw(3, 3, size)).isNotEqualTo(turns);
            assertThat(new Rotations(6).draw(2, 3, size)).isNotEqualTo(turns);
        }
    }

    /** Images that are bright above and dark below, of three classes. */
    private static ImageDataset skies(int images, int height, int width) {
        Random random = new Random(1);
        byte[][] pixels = new byte[images][height * width * 3];
        for (byte[] image : pixels) {
            for (int p = 0; p < image.length; p++) {
                int row = p / (3 * width);
                image[p] = (byte) (200 - 150 * row / height + random.nextInt(20));
            }
        }
        int[] labels = IntStream.range(0, images).map(i -> i % 3).toArray();
        return InMemoryDataset.of(TinyStage.CLASSES, labels, pixels, height, width);
    }

    private TrainingResult run(ImageDataset train, Selection selection, String yaml) {
        StageContext context = TinyStage.context(train, selection == Selection.LAST ? null : train, selection);
        try (StageTrainer trainer = new StageTrainer(context, network, StateStore.NONE, List.of(), new StopSignal())) {
            return TinyStage.config(yaml).run(trainer);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"LAST", "VALIDATION"})
    void theBackboneLearnsTheTurnsAndTheClassifierOfTheClassesStays(Selection selection) {
        Map<String, List<Float>> before = TinyStage.values(network);
        List<EpochMetrics> history = run(
                        skies(64, 8, 8),
                        selection,
                        "{kind: rotation, epochs: 12, batchSize: 16, optimizer: {learningRate: 0.1},"
                                + " schedule: {kind: cosine}}")
                .history();
        assertThat(history.get(0).loss()).isLessThan(2.5);
        assertThat(history.get(11).loss()).as("chance is log 4 = 1.39").isLessThan(1.0);
        assertThat(history.get(11).parts()).containsOnlyKeys("crossEntropy");
        Map<String, List<Float>> after = TinyStage.values(network);
        assertThat(after.keySet()).isEqualTo(before.keySet());
        after.forEach((name, values) ->
                assertThat(values.equals(before.get(name))).as(name).isEqualTo(name.startsWith("linear.")));
    }

    @Test
    void imagesThatAreNotSquareAreRefused() {
        assertThatThrownBy(() -> run(skies(20, 8, 12), Selection.LAST, "{kind: rotation, epochs: 1, batchSize: 10}"))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("images of 12 x 8 pixels have another shape after a quarter turn");
    }
}
