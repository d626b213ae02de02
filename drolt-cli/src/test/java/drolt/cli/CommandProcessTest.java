package drolt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import drolt.cli.DroltProcess.Result;
import drolt.configuration.ConfigException;
import drolt.tensor.Engine;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandProcessTest {
    @Test
    void aloneItShowsCommandsAndExamples() throws Exception {
        Result result = DroltProcess.run();
        assertThat(result.exitCode()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).contains("Look at runs", "  doctor  ", "Examples:", "  drolt train");
    }

    @ParameterizedTest(name = "drolt {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "doctro| drolt: unknown command 'doctro', did you mean 'doctor'? ('drolt --help' shows all)",
                "xyzzy| drolt: unknown command 'xyzzy' ('drolt --help' shows all)",
                "data lst| drolt: unknown command 'lst', did you mean 'list'? ('drolt data --help' shows all)",
                "config --verbos| drolt: unknown option '--verbos', did you mean '--verbose'? ('drolt config --help' shows all)",
                "config more| drolt: unexpected argument 'more' ('drolt config --help' shows all)",
                "eval| drolt: unknown command 'eval', did you mean 'evaluate'? ('drolt --help' shows all)",
                "help doctro| drolt: unknown command 'doctro', did you mean 'doctor'? ('drolt --help' shows all)"
            })
    void aMistakeIsOneLineAndCode2(String arguments, String line) throws Exception {
        Result result = DroltProcess.run(arguments.split(" "));
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).isEqualTo(line + System.lineSeparator());
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no /dev/full")
    void whatADiskDidNotTakeIsNotPassedOverInSilence() throws Exception {
        Result lost = DroltProcess.shell("drolt recipes list > /dev/full");
        assertThat(lost.exitCode()).isEqualTo(1);
        assertThat(lost.err())
                .startsWith("drolt: what was to be printed is lost: ")
                .hasLineCount(1);
        Result cut = DroltProcess.shell("{ drolt config; echo $? >&2; } | head -n 1");
        assertThat(cut.err().strip()).as("a reader that has enough is no fault").isEqualTo("0");
    }

    @Test
    void doctorLoadsTheEngineAndTellsWhatItFound() throws Exception {
        Result result = DroltProcess.start(List.of(), Map.of("OMP_NUM_THREADS", "1"), "doctor")
                .result();
        assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .contains(Engine.version(), "natives         found", "loads           yes", "threads         1 (")
                .contains("fast precision  ", "allocator       not tuned", "start with ./drolt")
                .doesNotContain("\u001b");
    }

    @Test
    void doctorMeasuresWhatTheThreadsGainTogether() throws Exception {
        Result result = DroltProcess.start(
                        List.of(), Map.of("OMP_NUM_THREADS", "2", "OMP_WAIT_POLICY", "passive"), "doctor")
                .result();
        assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
        assertThat(result.out())
                .containsPattern("together +\\d+\\.\\d\\d times the speed of one thread, waiting passively");
    }

    @Test
    void doctorSaysWhatIsMissingAndFails() throws Exception {
        Result result = DroltProcess.start(List.of("-Dorg.bytedeco.javacpp.platform=plan9-vax"), Map.of(), "doctor")
                .result();
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).contains("natives         missing", "holds no natives of the engine for plan9-vax");
    }

    @Test
    void configPrintsTheReference() throws Exception {
        try (InputStream reference = ConfigException.class.getResourceAsStream("/drolt/reference.yaml")) {
            assertThat(reference).isNotNull();
            Result result = DroltProcess.run("config");
            assertThat(result.exitCode()).isZero();
            assertThat(result.err()).isEmpty();
            assertThat(result.out().strip())
                    .isEqualTo(new String(reference.readAllBytes(), StandardCharsets.UTF_8).strip());
        }
    }

    @Test
    void dataListTellsWhatIsThere(@TempDir Path folder) throws Exception {
        Path cifar = Files.createDirectories(folder.resolve("cifar-100-binary"));
        for (String file : List.of("train.bin", "test.bin", "fine_label_names.txt")) {
            Files.createFile(cifar.resolve(file));
        }
        Result result = DroltProcess.start(List.of(), Map.of("DROLT_DATA", folder.toString()), "data", "list")
                .result();
        assertThat(result.exitCode()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out().lines())
                .anyMatch(line -> line.equals("data folder: " + folder + " (DROLT_DATA)"))
                .anyMatch(line -> line.matches("embedded .* yes +built in"))
                .anyMatch(line -> line.matches("cifar-10 .* no +cifar-10-batches-bin, .*"))
                .anyMatch(line -> line.matches("cifar-100 .* yes +\\Q" + cifar + "\\E"));
    }

    @Test
    void versionNamesTheEngine() throws Exception {
        Result result = DroltProcess.run("--version");
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("drolt", "engine " + Engine.version(), "java");
        assertThat(DroltProcess.run("version").out()).isEqualTo(result.out());
    }
}
