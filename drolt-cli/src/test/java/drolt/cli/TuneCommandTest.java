package drolt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What needs neither data nor engine. */
class TuneCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int tune(String... arguments) {
        List<String> all = new ArrayList<>(List.of("tune"));
        all.addAll(List.of(arguments));
        ConsoleOptions console = new ConsoleOptions(
                Terminal.NONE,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        return Main.run(console, all.toArray(String[]::new));
    }

    @Test
    void thePlanTellsKeysAndRungs() {
        assertThat(tune("quickstart", "--set", "dataset.validationShare=0.1", "--plan", "--scale", "0.3"))
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .contains(
                        "accuracy of DRO-LT + re-trained classifier on the validation split; keys:",
                        "  stages.features.loss.temperature")
                .anyMatch(line -> line.matches(" *1 +180 +0\\.033"))
                .anyMatch(line -> line.matches(" *2 +60 +0\\.100"))
                .anyMatch(line -> line.matches(" *3 +20 +0\\.300"));
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @ParameterizedTest(name = "tune {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "quickstart --plan| recipe quickstart: has no validation split to tune on; set dataset.validationShare, for example to 0.1",
                "quickstart --set dataset.validationShare=0.1 --arm CE| --arm CE: recipe quickstart has no such arm; legal are",
                "quickstart --set dataset.validationShare=0.1 --space papr| papr: neither a search space nor a file; search spaces: paper, paper-learned",
                "quickstart --set dataset.validationShare=0.1 --trials 0| --trials: 0 must be at least 1, for example 27",
                "quickstart --set dataset.validationShare=0.1 --trials 4| tuning/paper-learned.yaml",
                "quickstart --set dataset.validationShare=0.1 --scale 2| --scale: 2.0 must be above 0 and at most 1, for example 0.2"
            })
    void aMistakeIsOneLineAndCode2(String arguments, String beginning) {
        assertThat(tune(arguments.split(" "))).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .singleElement()
                .asString()
                .startsWith("drolt: " + beginning);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
    }
}
