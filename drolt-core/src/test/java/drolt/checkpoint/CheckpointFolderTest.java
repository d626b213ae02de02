package drolt.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import drolt.configuration.ConfigException;
import drolt.tensor.OneThread;
import drolt.tensor.StepScope;
import drolt.tensor.Tensors;
import drolt.training.EpochMetrics;
import drolt.training.TrainingProgress;
import drolt.training.TrainingState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(OneThread.class)
class CheckpointFolderTest {
    private static final ToIntFunction<TrainingProgress> NONE = progress -> 0;

    @TempDir
    Path root;

    private CheckpointFolder folder;
    private StepScope scope;

    @BeforeEach
    void open() {
        scope = StepScope.open();
        folder = new CheckpointFolder(root.resolve("checkpoints"), "mine");
    }

    @AfterEach
    void close() {
        scope.close();
    }

    private static TrainingState state(int epoch, int step) {
        EpochMetrics metrics =
                new EpochMetrics(epoch, 0.1 + 0.2, Map.of("part", Math.PI), List.of(1 / 3.0), 1e-4, 12, 3.5);
        TrainingProgress progress =
                new TrainingProgress(epoch, step, 7, Map.of("loss", Math.E, "part", 1e-300), List.of(metrics));
        return new TrainingState(progress, Map.of("network.w", Tensors.floats(new float[] {epoch, step}, 2)));
    }

    private static float[] values(TrainingState state) {
        return Tensors.toFloats(state.tensors().get("network.w"));
    }

    private TreeSet<String> files() throws IOException {
        try (Stream<Path> files = Files.list(root.resolve("checkpoints"))) {
            return new TreeSet<>(
                    files.map(file -> file.getFileName().toString()).toList());
        }
    }

    @Test
    void theNewestStateComesBackWhole() {
        folder.save(state(1, 0), false);
        folder.save(state(1, 9), false);
        TrainingState read = folder.latest(NONE).orElseThrow();
        assertThat(read.progress()).isEqualTo(state(1, 9).progress());
        assertThat(values(read)).containsExactly(1, 9);
    }

    @Test
    void theLastTwoAndTheBestAreKept() throws IOException {
        for (int epoch = 1; epoch <= 12; epoch++) {
            folder.save(state(epoch, 0), epoch == 3 || epoch == 7);
        }
        assertThat(files())
                .containsExactly(
                        "best.json",
                        "best.safetensors",
                        "epoch-00011-step-0000000.json",
                        "epoch-00011-step-0000000.safetensors",
                        "epoch-00012-step-0000000.json",
                        "epoch-00012-step-0000000.safetensors");
        assertThat(Tensors.toFloats(folder.best(7).orElseThrow().get("network.w")))
                .containsExactly(7, 0);
        folder.clear();
        assertThat(files()).isEmpty();
        assertThat(folder.latest(NONE)).isEmpty();
        assertThat(folder.best(7)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "safetensors"})
    void theOneBeforeADamagedStateIsUsedAndTwoGoodOnesAreKeptAgain(String ending) throws IOException {
        folder.save(state(1, 0), false);
        folder.save(state(2, 0), false);
        Path damaged = root.resolve("checkpoints/epoch-00002-step-0000000." + ending);
        byte[] bytes = Files.readAllBytes(damaged);
        Files.write(damaged, java.util.Arrays.copyOf(bytes, bytes.length - 3));

        assertThat(values(folder.latest(NONE).orElseThrow())).containsExactly(1, 0);

        folder.save(state(1, 5), false);
        assertThat(files().stream().filter(name -> name.endsWith(".json")))
                .containsExactly("epoch-00001-step-0000000.json", "epoch-00001-step-0000005.json");
    }

    @Test
    void aStateWithoutItsRecordWasNeverStored() throws IOException {
        folder.save(state(1, 0), false);
        folder.save(state(2, 0), true);
        Files.delete(root.resolve("checkpoints/epoch-00002-step-0000000.json")); // killed between the two files
        Files.delete(root.resolve("checkpoints/best.json"));
        assertThat(values(folder.latest(NONE).orElseThrow())).containsExactly(1, 0);
        assertThat(folder.best(7)).isEmpty();
        folder.clear();
        assertThat(files()).isEmpty();
    }

    @Test
    void statesOfAnotherTrainingAreNotUsed() {
        new CheckpointFolder(root.resolve("checkpoints"), "other").save(state(9, 0), true);
        assertThat(folder.best(7)).isEmpty();
        assertThat(folder.latest(NONE)).isEmpty();
        folder.save(state(1, 0), false);
        folder.save(state(2, 0), false);
        folder.save(state(3, 0), false);
        assertThat(values(folder.latest(NONE).orElseThrow())).containsExactly(3, 0);
    }

    @Test
    void aFailingWriteLeavesTheStatesBefore() throws IOException {
        folder.save(state(1, 0), false);
        folder.save(state(2, 0), false);
        Path inTheWay = root.resolve("checkpoints/epoch-00003-step-0000000.safetensors");
        Files.createDirectories(inTheWay.resolve("folder"));

        assertThatThrownBy(() -> folder.save(state(3, 0), false))
                .isInstanceOf(ConfigException.class)
                .hasMessageNotContaining("\n");

        Files.delete(inTheWay.resolve("folder"));
        Files.delete(inTheWay);
        assertThat(values(folder.latest(NONE).orElseThrow())).containsExactly(2, 0);
    }
}
