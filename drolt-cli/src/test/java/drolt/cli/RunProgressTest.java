package drolt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import drolt.training.EpochMetrics;
import drolt.training.TrainingListener;
import drolt.training.TrainingProgress;
import drolt.training.TrainingState;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunProgressTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    /** The lines of a stage of which so many epochs were done. */
    private List<String> lines(int epochs, int done) {
        ConsoleOptions console = new ConsoleOptions(
                Terminal.NONE, System.out, new PrintStream(err, true, StandardCharsets.UTF_8), false);
        try (RunProgress progress = new RunProgress(console)) {
            TrainingListener stage = progress.stageStarts("pretrain", 1, 1);
            stage.trainingStarts(epochs, 1, TrainingProgress.START);
            for (int epoch = 1; epoch <= done; epoch++) {
                EpochMetrics metrics =
                        new EpochMetrics(epoch, 1, Map.of("validationAccuracy", epoch / 1000.0), List.of(), 0.1, 1, 1);
                stage.epochEnds(metrics, new TrainingState(TrainingProgress.START, Map.of()));
            }
        }
        return err.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains("validation"))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"200, 200, 21", "200, 137, 15", "20, 20, 20", "1, 1, 1", "26, 26, 14", "1000, 1000, 21"})
    void aLongStageSaysLittleAndItsLastEpochAlways(int epochs, int done, int expected) {
        List<String> lines = lines(epochs, done);
        assertThat(lines).hasSize(expected);
        assertThat(lines.get(0)).startsWith("[1/1] pretrain, epoch 1: validation 0.1 %");
        assertThat(lines.get(expected - 1)).startsWith("[1/1] pretrain, epoch " + done + ": ");
    }

    @Test
    void noEpochIsToldTwice() {
        assertThat(lines(100, 100)).doesNotHaveDuplicates();
    }
}
