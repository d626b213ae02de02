package drolt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import drolt.experiment.RunFolder;
import drolt.worker.Lease;
import drolt.worker.Leases;
import drolt.worker.Worker;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class RunsRemoveCommandTest {
    private static final Terminal TERMINAL = new Terminal(false, true, 80, false);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    private Path run;

    @BeforeEach
    void makeARun() throws IOException {
        run = folder.resolve("run");
        for (String file : List.of(
                ".lock",
                "run.json",
                "result.json",
                "state.json",
                "recipe.yaml",
                "metrics.jsonl",
                "report.html",
                "models/ce.safetensors",
                "models/ce.json",
                "predictions/ce.safetensors",
                "predictions/images.json",
                "calibration/ce.safetensors",
                "choice.json",
                "stages/pretrain/stage.json",
                "stages/pretrain/weights.safetensors",
                "stages/pretrain/checkpoints/epoch-1.json",
                "tensorboard/stage-pretrain/events.out.tfevents.1796069250.drolt",
                "analysis/rank.svg")) {
            write(run.resolve(file));
        }
    }

    private static void write(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{}");
    }

    private int remove(Terminal terminal, String answer, Object... arguments) {
        ConsoleOptions console = new ConsoleOptions(
                terminal,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        OneLineErrors errors = new OneLineErrors(console);
        return new CommandLine(new RunsRemoveCommand(
                        console, new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8))))
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors)
                .execute(Stream.of(arguments).map(Object::toString).toArray(String[]::new));
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private static List<String> files(Path root) throws IOException {
        return Files.exists(root) ? TinyRun.files(root) : new ArrayList<>();
    }

    @Test
    void aRunGoesWholly() throws IOException {
        Path other = folder.resolve("other");
        write(other.resolve("run.json"));
        assertThat(remove(Terminal.NONE, "", run, run.resolve("../run"), "--yes"))
                .as(said())
                .isZero();
        assertThat(run).doesNotExist();
        assertThat(files(other)).containsExactly("run.json");
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("removed " + run);
    }

    @Test
    void whatIsTheUsersStays() throws IOException {
        write(run.resolve("notes.txt"));
        write(run.resolve("models/own/data.bin"));
        Path outside = folder.resolve("outside.json");
        write(outside);
        Files.createSymbolicLink(run.resolve("models/link.json"), outside);
        assertThat(remove(Terminal.NONE, "", run, "-y")).as(said()).isZero();
        assertThat(files(run)).containsExactlyInAnyOrder("notes.txt", "models/own/data.bin", "models/link.json");
        assertThat(outside).exists();
        assertThat(said()).contains("stays with what is not drolt's");
    }

    @Test
    void nothingGoesWithoutConsent() throws IOException {
        List<String> before = files(run);
        assertThat(remove(TERMINAL, "n\n", run)).isEqualTo(1);
        assertThat(said()).contains("remove " + run + " (", ")? [y/N] ", "drolt: nothing was removed");
        assertThat(remove(TERMINAL, "", run)).isEqualTo(1);
        assertThat(remove(Terminal.NONE, "y\n", run)).isEqualTo(2);
        assertThat(said()).contains("drolt: --yes: is needed where nobody can be asked; nothing was removed");
        assertThat(files(run)).isEqualTo(before);
        assertThat(remove(TERMINAL, "y\n", run)).isZero();
        assertThat(run).doesNotExist();
    }

    @Test
    void aFolderThatIsNoRunIsRefusedAndNothingElseIsRemoved() throws IOException {
        Path photos = folder.resolve("photos");
        write(photos.resolve("a.jpg"));
        List<String> before = files(folder);
        assertThat(remove(Terminal.NONE, "", run, photos, "--yes")).isEqualTo(2);
        assertThat(said())
                .isEqualTo("drolt: " + photos + ": is not a run's folder (no run.json in it); only runs are removed\n");
        assertThat(files(folder)).isEqualTo(before);
    }

    @Test
    void aLinkToARunIsRefused() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), run);
        assertThat(remove(Terminal.NONE, "", link, "--yes")).isEqualTo(2);
        assertThat(run.resolve("run.json")).exists();
    }

    @Test
    void aRunInWhichSomebodyWorksIsRefused() throws IOException {
        List<String> before = files(run);
        try (RunFolder working = RunFolder.open(run)) {
            assertThat(remove(Terminal.NONE, "", working.root(), "--yes")).isEqualTo(2);
        }
        assertThat(said()).contains("is in use").hasLineCount(1);
        assertThat(files(run)).isEqualTo(before);
    }

    @Test
    void aRunWhoseStagesAreTheStoreOfALivingWorkerIsRefused() {
        Path stage = run.resolve("stages/pretrain");
        try (Lease lease =
                Leases.of(Worker.current("another version")).tryTake(stage).orElseThrow()) {
            assertThat(lease.isLost()).isFalse();
            assertThat(remove(Terminal.NONE, "", run, "--yes")).isEqualTo(2);
        }
        assertThat(run.resolve("run.json")).exists();
    }
}
