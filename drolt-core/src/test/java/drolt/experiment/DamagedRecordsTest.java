package drolt.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import drolt.configuration.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of a run that are damaged, taken away or written over: each is told by its path, and the run ends as if it was not. */
class DamagedRecordsTest {
    private static final String RECIPE = TinyRecipe.HEAD + """
            stages:
              pretrain: {kind: train, epochs: 3, batchSize: 32}
              classifier: {kind: classifier, after: pretrain, epochs: 2, batchSize: 32, augmentation: []}
            arms: {baseline: pretrain, cRT: classifier}
            selection: validation
            """;

    @TempDir
    private Path root;

    private TinyRun go(String folder) {
        TinyRun run = new TinyRun(TinyRecipe.read(RECIPE), root.resolve(folder));
        assertThat(run.run()).isInstanceOf(RunOutcome.Completed.class);
        return run;
    }

    private Path interrupted(String folder) {
        TinyRun run = new TinyRun(TinyRecipe.read(RECIPE), root.resolve(folder)).stopAfterEpoch("pretrain", 2);
        assertThat(run.run()).isInstanceOf(RunOutcome.Interrupted.class);
        return root.resolve(folder).resolve("stages/pretrain/checkpoints");
    }

    /** Changes the first digit after a text. */
    private static void changeDigit(Path file, String after) throws IOException {
        StringBuilder text = new StringBuilder(Files.readString(file));
        int at = text.indexOf(after) + after.length();
        while (!Character.isDigit(text.charAt(at))) {
            at++;
        }
        text.setCharAt(at, text.charAt(at) == '9' ? '8' : (char) (text.charAt(at) + 1));
        Files.writeString(file, text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"best.json damaged", "best.safetensors damaged", "best.json missing", "best.safetensors missing"
            })
    void withoutItsBestCheckpointAStageIsTrainedAnew(String what) throws IOException {
        go("whole");
        Path file = interrupted("broken").resolve(what.substring(0, what.indexOf(' ')));
        if (what.endsWith("missing")) {
            Files.delete(file);
        } else {
            byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length / 2] ^= 1;
            Files.write(file, bytes);
        }
        TinyRun again = go("broken");
        assertThat(again.warnings()).anyMatch(line -> line.contains("best.") && line.contains("trained anew"));
        assertThat(again.steps().get(0).epoch()).isZero();
        assertThat(RunFiles.of(root.resolve("broken"))).isEqualTo(RunFiles.of(root.resolve("whole")));
    }

    /** A worker that was stopped for long, and does not know yet that it lost its lease, writes its best epoch. */
    @Test
    void theBestCheckpointOfAnotherEpochIsRefused() throws IOException {
        go("whole");
        Path checkpoints = interrupted("broken");
        Path older = new Path[] {checkpoints.resolve("epoch-00001-step-0000000")}[0];
        boolean firstIsBest = Files.readString(checkpoints.resolve("best.json")).contains("\"epoch\":1,\"step\":0");
        Path other = firstIsBest ? checkpoints.resolve("epoch-00002-step-0000000") : older;
        for (String ending : List.of(".json", ".safetensors")) {
            Files.copy(
                    Path.of(other + ending),
                    checkpoints.resolve("best" + ending),
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
        TinyRun again = go("broken");
        assertThat(again.warnings()).anyMatch(line -> line.contains("best.json") && line.contains("trained anew"));
        assertThat(RunFiles.of(root.resolve("broken"))).isEqualTo(RunFiles.of(root.resolve("whole")));
    }

    @Test
    void aChangedDigitInACheckpointsRecordIsSeen() throws IOException {
        go("whole");
        Path record = interrupted("broken").resolve("epoch-00002-step-0000000.json");
        changeDigit(record, "\"accuracy\":0.");
        TinyRun again = go("broken");
        assertThat(again.warnings()).anyMatch(line -> line.contains(record.toString()) && line.contains("checksum"));
        assertThat(RunFiles.of(root.resolve("broken"))).isEqualTo(RunFiles.of(root.resolve("whole")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stages/pretrain/stage.json",
                "result.json",
                "run.json",
                "models/crt.json",
                "recipe.yaml",
                "predictions/crt.safetensors",
                "calibration/crt.safetensors"
            })
    void aChangedDigitIsToldAndMended(String name) throws IOException {
        go("run");
        Path run = root.resolve("run");
        Map<String, String> before = RunFiles.of(run);
        RunResult result = RunResult.ofRun(run);
        assertThat(FinishedRun.open(run).faults()).isEmpty();
        Path file = run.resolve(name);
        if (name.endsWith(".safetensors")) {
            byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length - 5] ^= 1;
            Files.write(file, bytes);
        } else {
            changeDigit(file, name.endsWith("yaml") ? "batchSize: " : ":");
        }
        if (name.equals("result.json")) {
            assertThatThrownBy(() -> RunResult.ofRun(run))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageStartingWith(file + ": ")
                    .hasMessageContaining("checksum");
        } else {
            assertThat(FinishedRun.open(run).faults()).hasSize(1).allMatch(line -> line.startsWith(file + ": "));
        }
        if (!name.startsWith("predictions") && !name.startsWith("calibration")) { // report and evaluate make these anew
            TinyRun again = go("run");
            assertThat(again.warnings()).as(name).anyMatch(line -> line.contains(file.toString()));
            assertThat(RunFiles.of(run)).isEqualTo(before);
        }
    }

    @Test
    void aDamagedRecordIsNotWrittenOverByAnotherRun() throws IOException {
        go("run");
        changeDigit(root.resolve("run/run.json"), "\"seed\"");
        TinyRun other = new TinyRun(TinyRecipe.read(RECIPE, "seed=8"), root.resolve("run"));
        assertThatThrownBy(other::run).isInstanceOf(ConfigException.class).hasMessageContaining("run.json");
    }
}
