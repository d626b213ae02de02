package drolt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import drolt.cli.DroltProcess.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ctrl-C and SIGTERM on a training: the state is written, and the printed command finishes the run. */
class InterruptedTrainIT {
    private static final int EPOCHS = 20;
    private static final String GO_ON = "to go on: ";

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "SIG{0}")
    @CsvSource({"TERM, 143", "INT, 130"})
    void theStateIsWrittenAndThePrintedCommandGoesOn(String signal, int exitCode) throws Exception {
        requireNotIgnored(signal);
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

    /** A process started in the background of a plain shell ignores Ctrl-C, and so do those that it starts. */
    private static void requireNotIgnored(String signal) throws IOException {
        Path status = Path.of("/proc/self/status");
        if (signal.equals("INT") && Files.exists(status)) {
            String ignored = Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("SigIgn:"))
                    .findFirst()
                    .orElse("SigIgn: 0")
                    .replaceFirst("SigIgn:\\s*", "");
            boolean ignores = (Long.parseUnsignedLong(ignored, 16) & 2) != 0; // SIGINT is 2, counted from 1
            Assumptions.assumeFalse(ignores, "SIGINT is ignored here (tests run in the background): skipped");
        }
    }
}
