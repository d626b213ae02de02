package drolt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import drolt.cli.DroltProcess.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written on a disk that is full: one line that names the file, whatever wrote it, and no half file. */
class FullDiskTest {
    private static final Path RUN =
            Repository.root().resolve("results/cifar100-lt-if100-40-epochs/natural-draws-seed2");

    @TempDir
    private Path folder;

    @Test
    void analyzeSaysWhichFigureFoundNoRoom() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), 40)) {
            Path output = disk.root().resolve("figures");
            // the temporary folder is as full: an encoder that keeps a file of its own there prints a stack at the end
            Result result = DroltProcess.start(
                            List.of("-Djava.io.tmpdir=" + disk.root()),
                            Map.of(),
                            "analyze",
                            RUN.toString(),
                            "--only",
                            "radii",
                            "--output",
                            output.toString())
                    .result();
            assertThat(result.exitCode()).isEqualTo(2);
            List<String> problems = result.err()
                    .lines()
                    .filter(line -> !line.startsWith("radii: "))
                    .toList();
            assertThat(problems).hasSize(1);
            assertThat(problems.get(0))
                    .startsWith("drolt: cannot write " + output + "/")
                    .contains("no space left on the disk");
            try (var files = Files.list(output)) {
                assertThat(files).noneMatch(file -> file.toString().endsWith(".drolt-tmp"));
            }
        }
    }

    @Test
    void aFullCacheOfTheEngineNamesItsFolderAndTheProperty() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(folder.resolve("cache"), 4096)) {
            Result result = DroltProcess.start(
                            List.of("-Dorg.bytedeco.javacpp.cachedir=" + disk.root()),
                            Map.of(),
                            "train",
                            "--output",
                            folder.resolve("run").toString())
                    .result();
            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.err())
                    .contains("cannot be unpacked to " + disk.root(), "no space left on the disk", "cachedir=DIR")
                    .doesNotContain("\tat ");
        }
    }
}
