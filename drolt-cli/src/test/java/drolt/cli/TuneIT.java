package drolt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import drolt.cli.DroltProcess.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A search of four trials in processes of their own. */
class TuneIT {
    private static final String SPACE = """
            halving: {factor: 2, rungs: 2}
            keys:
              stages.features.loss.lambda: {kind: choice, values: [0.3, 0.5]}
              stages.features.loss.radius.kind: {kind: name, values: [learned, shared]}
            """;

    @TempDir
    private Path folder;

    private DroltProcess tune(String name) throws IOException {
        Path recipe = TinyRun.embedded(folder);
        Path space = Files.writeString(folder.resolve("space.yaml"), SPACE);
        return DroltProcess.start(
                List.of(),
                Map.of(),
                "tune",
                recipe.toString(),
                "--space",
                space.toString(),
                "--set",
                "dataset.validationShare=0.2",
                "--output",
                folder.resolve(name).toString());
    }

    @Test
    void twoWorkersOneOfThemKilledFindWhatOneFindsAndTrainTakesTheBest() throws Exception {
        Result alone = tune("alone").result();
        assertThat(alone.exitCode()).as(alone.err()).isZero();
        assertThat(alone.out().lines())
                .anyMatch(line -> line.matches(" *1 +[1-4] +2 +\\d+\\.\\d +0\\.[35] +(learned|shared) *"))
                .anyMatch(line -> line.matches(" *4 +[1-4] +1 +\\d+\\.\\d .*"))
                .contains("best: " + folder.resolve("alone/best.yaml"));
        assertThat(alone.err().lines()).as("one progress line").allMatch(line -> line.startsWith("tune: "));

        DroltProcess victim = tune("killed");
        victim.awaitFile(folder.resolve("killed/trials.csv"));
        DroltProcess survivor = tune("killed");
        victim.signal("KILL");
        victim.result();
        Result rest = survivor.result();
        assertThat(rest.exitCode()).as(rest.err()).isZero();
        assertThat(TinyTable.files(folder.resolve("killed"))).isEqualTo(TinyTable.files(folder.resolve("alone")));

        Result trained = DroltProcess.run(
                "train",
                folder.resolve("alone/best.yaml").toString(),
                "--store",
                folder.resolve("alone/stages").toString(),
                "--output",
                folder.resolve("run").toString());
        assertThat(trained.exitCode()).as(trained.err()).isZero();
        assertThat(trained.err()).contains("features: done before", "classifier: done before");
    }
}
