package drolt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import drolt.cli.DroltProcess.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run on files, in which all classes are few-shot and the test set chooses the epochs. */
class CifarRunIT {
    private static final String WARNING =
            "selection: test. The TEST set chose the epochs; compare with nothing but its like.";

    @TempDir
    private static Path folder;

    private static Path data;
    private static Path run;
    private static Result trained;

    @BeforeAll
    static void train() throws IOException, InterruptedException {
        data = folder.resolve("data");
        FakeCifar.write(data, 4, 1);
        run = folder.resolve("runs/one");
        trained = withData(
                data,
                "train",
                TinyRun.cifar100(folder).toString(),
                "--output",
                run.toString(),
                "--set",
                "selection=test",
                "--set",
                "stages.features.loss.form=released");
    }

    /** The variable instead of the option. */
    private static Result withData(Path data, String... arguments) throws IOException, InterruptedException {
        return DroltProcess.start(List.of(), Map.of("DROLT_DATA", data.toString()), arguments)
                .result();
    }

    @Test
    void groupsWithoutClassesAreDashes() {
        assertThat(trained.exitCode()).as(trained.err()).isZero();
        assertThat(trained.out().lines())
                .anyMatch(line -> line.matches("cross-entropy +\\d+\\.\\d +- +- +\\d+\\.\\d"))
                .anyMatch(line -> line.matches("DRO-LT \\+ cRT +\\d+\\.\\d +- +- +\\d+\\.\\d"));
    }

    @Test
    void everyTableSaysThatTheTestSetChose() throws Exception {
        assertThat(trained.out().lines()).contains(WARNING);
        assertThat(DroltProcess.run("runs", "show", run.toString()).out().lines())
                .contains(WARNING);
        assertThat(DroltProcess.run("runs", "list", run.getParent().toString()).out())
                .contains("finished, selected on TEST");
    }

    @Test
    void evaluateReproducesEveryNumber() throws Exception {
        Result evaluated = withData(data, "evaluate", run.toString());
        assertThat(evaluated.exitCode()).as(evaluated.err()).isZero();
        assertThat(evaluated.out().lines()).contains(WARNING, "every number is as result.json has it");
    }

    @Test
    void evaluateRefusesOtherImages() throws Exception {
        Path others = folder.resolve("others");
        Path test = FakeCifar.write(others, 4, 1).resolve("test.bin");
        byte[] bytes = Files.readAllBytes(test);
        bytes[bytes.length - 1] ^= 1; // the last pixel of the last image
        Files.write(test, bytes);
        TinyRun.assertMistake(
                withData(others, "evaluate", run.toString()),
                run + ": the test images are not those of the run; say with --data where those are",
                "");
        TinyRun.assertMistake(
                withData(folder, "evaluate", run.toString()),
                folder + ": holds no CIFAR-100",
                "or say where it is with --data DIR");
    }
}
