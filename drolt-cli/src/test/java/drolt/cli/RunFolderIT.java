package drolt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import drolt.cli.DroltProcess.Result;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Run folders that cannot be written, or hold something else. */
class RunFolderIT {
    @TempDir
    private Path folder;

    private Path recipe;

    @BeforeEach
    void writeRecipe() throws IOException {
        recipe = TinyRun.embedded(folder);
    }

    private Result train(Path output, String... overrides) throws IOException, InterruptedException {
        String[] arguments = new String[4 + 2 * overrides.length];
        arguments[0] = "train";
        arguments[1] = recipe.toString();
        arguments[2] = "--output";
        arguments[3] = output.toString();
        for (int i = 0; i < overrides.length; i++) {
            arguments[4 + 2 * i] = "--set";
            arguments[5 + 2 * i] = overrides[i];
        }
        return DroltProcess.run(arguments);
    }

    @Test
    void belowAFile() throws Exception {
        Path output = recipe.resolve("run");
        TinyRun.assertMistake(
                train(output),
                "cannot write to run folder " + output + ": a part of its path is a file",
                "choose another folder");
    }

    @Test
    void whereNoFolderCanBeMade() throws Exception {
        Path output = Path.of("/proc/drolt-run");
        Assumptions.assumeTrue(Files.isDirectory(output.getParent()), "no /proc here: skipped");
        TinyRun.assertMistake(train(output), "cannot write to run folder " + output + ": ", "choose another folder");
    }

    @Test
    void takenAwayWhileItIsWorkedIn() throws Exception {
        Path output = folder.resolve("run");
        DroltProcess training = DroltProcess.start(
                List.of(),
                Map.of(),
                "train",
                recipe.toString(),
                "--output",
                output.toString(),
                "--set",
                "stages.pretrain.epochs=2000");
        training.awaitFile(output.resolve("metrics.jsonl"));
        Files.move(output, folder.resolve("elsewhere"));
        Result result = training.result();
        assertThat(result.exitCode()).as(result.err()).isEqualTo(1);
        assertThat(result.err().lines().filter(line -> line.startsWith("drolt: ")))
                .containsExactly("drolt: " + output + ": was deleted, moved or replaced while a run was at work in it;"
                        + " the same command begins it anew");
        assertThat(output.resolve("result.json")).doesNotExist();
    }

    @Test
    void inUseByAnotherProcess() throws Exception {
        Path output = Files.createDirectory(folder.resolve("run"));
        try (FileChannel channel =
                        FileChannel.open(output.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            assertThat(lock.isValid()).isTrue();
            TinyRun.assertMistake(
                    train(output),
                    output + ": another drolt works in this folder",
                    "wait for it, or choose another --output");
        }
    }

    @Test
    void onAReadOnlyFileSystem() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), 1024)) {
            disk.makeReadOnly();
            Path output = disk.root().resolve("run");
            TinyRun.assertMistake(
                    train(output),
                    "cannot write to run folder " + output + ": the file system is read-only",
                    "choose another folder");
        }
    }

    /** The first checkpoint fits, the second does not. */
    @Test
    void onADiskThatFillsWhileACheckpointIsWritten() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), 100)) {
            Path output = disk.root().resolve("run");
            Path checkpoints = output.resolve("stages/pretrain/checkpoints");
            TinyRun.assertStopped(
                    train(output),
                    "cannot write " + checkpoints + "/epoch-00002-step-0000000.safetensors: no space left on the disk",
                    "free some there, or choose another folder, and run the same command again");
            assertThat(TinyRun.files(checkpoints))
                    .as("whole or absent")
                    .containsExactly("epoch-00001-step-0000000.json", "epoch-00001-step-0000000.safetensors");

            disk.resize(4096);
            Result again = train(output);
            assertThat(again.exitCode()).as(again.err()).isZero();
            assertThat(again.out()).contains("cross-entropy", "run: " + output);
            assertThat(Files.readAllLines(output.resolve("metrics.jsonl"))).hasSize(4);
        }
    }

    @Test
    void aLossThatIsNotFiniteEndsWithStageStepAndParts() throws Exception {
        Result result = train(folder.resolve("run"), "stages.pretrain.optimizer.learningRate=1e6");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err().lines().filter(line -> line.startsWith("drolt: ")))
                .singleElement()
                .asString()
                .matches("drolt: the loss is not finite in stage pretrain, epoch 1, step [2-6] \\(crossEntropy \\S+,"
                        + " loss \\S+\\); no epoch of the stage was done; a smaller learning rate or gradientClip"
                        + " mends it");
        assertThat(result.err()).doesNotContain("\tat ");
    }

    @Test
    void aLossThatGetsNotFiniteLaterEndsWithTheLastGoodCheckpoint() throws Exception {
        Path output = folder.resolve("run");
        Result result = train(
                output,
                "stages.pretrain.optimizer.learningRate=1e-6",
                "stages.pretrain.schedule={kind: step, milestones: [1], factors: [1e12]}",
                "stages.pretrain.epochs=3");
        assertThat(result.exitCode()).as(result.err()).isEqualTo(1);
        assertThat(result.err())
                .contains(
                        "in stage pretrain, epoch ",
                        "the last good checkpoint is " + output.resolve("stages/pretrain"));
    }
}
