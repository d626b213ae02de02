package drolt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import drolt.cli.DroltProcess.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ctrl-C and SIGTERM on a training: the state is written, and the printed command finishes the run. */
class InterruptedTrainIT {
    private static final int EPOCHS = 20;
    private static final String GO_ON = "to resume: ";

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "SIG{0}")
    @CsvSource({"TERM, 143", "INT, 130"})
    void theStateIsWrittenAndThePrintedCommandGoesOn(String signal, int exitCode) throws Exception {
        if (signal.equals("INT")) {
            DroltProcess.requireInterruptible();
        }
        Path run = folder.resolve("a run's folder"); // must be quoted to survive a shell
        DroltProcess training = DroltProcess.start(
                List.of(),
                Map.of(),
                "train",
                TinyRun.embedded(folder).toString(),
                "--output",
                run.toString(),
                "--set",
                "stages.pretrain.epochs=" + EPOCHS);
        training.awaitFile(run.resolve("metrics.jsonl"));
        training.signal(signal);
        Result stopped = training.result();

        assertThat(stopped.exitCode()).as(stopped.err()).isEqualTo(exitCode);
        assertThat(stopped.out()).isEmpty();
        String line = stopped.err()
                .lines()
                .filter(text -> text.startsWith("drolt: "))
                .reduce((first, second) -> first + second)
                .orElse("");
        assertThat(line)
                .startsWith("drolt: interrupted in stage pretrain, its state is stored; " + GO_ON + "drolt train ");
        assertThat(TinyRun.files(run.resolve("stages/pretrain/checkpoints")))
                .hasSizeBetween(2, 4)
                .allMatch(name -> name.endsWith(".safetensors") || name.endsWith(".json"));
        assertThat(run.resolve("result.json")).doesNotExist();

        Result finished = DroltProcess.shell(line.substring(line.indexOf(GO_ON) + GO_ON.length()));
        assertThat(finished.exitCode()).as(finished.err()).isZero();
        assertThat(finished.out()).contains("cross-entropy", "DRO-LT + cRT", "run: " + run);
        List<String> metrics = Files.readAllLines(run.resolve("metrics.jsonl"));
        assertThat(metrics).as("every epoch once").hasSize(EPOCHS + 2);
        for (int epoch = 1; epoch <= EPOCHS; epoch++) {
            assertThat(metrics.get(epoch - 1)).startsWith("{\"stage\":\"pretrain\",\"epoch\":" + epoch + ",");
        }
    }
}
