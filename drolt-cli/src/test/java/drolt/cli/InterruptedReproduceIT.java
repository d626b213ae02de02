package drolt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import drolt.cli.DroltProcess.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM on a table: the state is written, and the printed command finishes it. */
class InterruptedReproduceIT {
    private static final String GO_ON = "to resume: ";

    @TempDir
    private Path folder;

    @Test
    void thePrintedCommandGoesOnAndPrintsTheTable() throws Exception {
        Path output = folder.resolve("a table's folder");
        List<String> arguments = new ArrayList<>(
                List.of("reproduce", "table4", "--setting", "equal", "--scale", "0.1", "--rows", "c?", "--output"));
        arguments.add(output.toString());
        for (String key : List.of(
                "dataset.kind=embedded",
                "dataset.imagesOfLargestClass=14",
                "dataset.imbalanceFactor=4",
                "dataset.testImagesPerClass=2",
                "model.depth=8",
                "model.width=4")) {
            arguments.addAll(List.of("--set", key));
        }
        DroltProcess table = DroltProcess.start(List.of(), Map.of(), arguments.toArray(String[]::new));
        table.awaitFile(output.resolve("if100-seed1/metrics.jsonl"));
        table.signal("TERM");
        Result stopped = table.result();
        assertThat(stopped.exitCode()).as(stopped.err()).isEqualTo(143);
        assertThat(stopped.out()).isEmpty();
        String line = stopped.err()
                .lines()
                .filter(text -> text.startsWith("drolt: "))
                .reduce((first, second) -> first + second)
                .orElse("");
        assertThat(line)
                .startsWith("drolt: interrupted in stage pretrain of if100-seed1, its state is stored; " + GO_ON);
        assertThat(output.resolve("table.md")).doesNotExist();

        Result finished = DroltProcess.shell(line.substring(line.indexOf(GO_ON) + GO_ON.length()));
        assertThat(finished.exitCode()).as(finished.err()).isZero();
        assertThat(finished.err()).contains("run 1 of 1: if100-seed1", "measuring: CE + LWS");
        assertThat(finished.out().lines())
                .anyMatch(text -> text.matches("CE +\\d+\\.\\d +38\\.5 +[+-]\\d+\\.\\d .*41\\.4 +[+-]\\d+\\.\\d"))
                .contains(
                        "selection: last epoch, nothing selected",
                        "table: " + output,
                        "report: " + output.resolve("report.html"));
        assertThat(TinyRun.files(output)).contains("table.csv", "table.json", "table.md", "table.tex");
        assertThat(Files.readString(output.resolve("table.json"))).contains("\"published\" : 38.5");
    }
}
