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
class ReproduceCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int reproduce(String... arguments) {
        List<String> all = new ArrayList<>(List.of("reproduce"));
        all.addAll(List.of(arguments));
        ConsoleOptions console = new ConsoleOptions(
                Terminal.NONE,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        return Main.run(console, all.toArray(String[]::new));
    }

    private List<String> printed() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void thePlanTellsRowsArmsAndCost() {
        assertThat(reproduce("table1", "--plan", "--setting", "equal", "--scale", "0.2", "--seeds", "3", "--controls"))
                .isZero();
        assertThat(printed())
                .contains(
                        "Table 1: top-1 accuracy (%) of ResNet-32 on long-tailed CIFAR-100",
                        "schedules at 0.2 of their full length, 3 seeds",
                        "if100: 10,847 training images",
                        "if50: 12,608 training images")
                .anyMatch(line -> line.startsWith("setting equal: crop and flip for all"))
                .anyMatch(line -> line.matches("ride +RIDE, 3 experts \\(not in the paper\\) +published numbers only"))
                .anyMatch(line -> line.matches("control +control +control of DRO-LT erm \\+ cRT"))
                .anyMatch(line -> line.matches("CE +pretrain, ce +45 +488,115 +0 +\\d+"))
                .anyMatch(line -> line.matches("DRO-LT learned \\+ cRT +pretrain, dro-learned, dro-learned-crt +55"
                        + " +488,115 +108,470 +\\d+"))
                .anyMatch(line -> line.matches("CE \\+ tau-norm +pretrain, ce, ce-tau-norm +45 +488,115 +0 +\\d+"))
                .anyMatch(line -> line.matches("in all, with 3 seeds: [\\d,]+ x 10\\^12 multiply-adds, .*"));
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void thePlanOfPhotographsNeedsNoList() {
        assertThat(reproduce("table2", "--plan", "--rows", "ce,crt")).isZero();
        assertThat(printed())
                .contains("if100: 10,847 training images", "imagenet-lt: 115,846 training images")
                .anyMatch(line ->
                        line.matches("CE \\+ cRT +pretrain, pretrain-crt +100 +10,426,140 +1,158,460 +[\\d,]+"));
    }

    @Test
    void aTableOfWhichNothingIsRunSaysSo() {
        assertThat(reproduce("table1", "--plan", "--rows", "ride")).isZero();
        assertThat(printed()).endsWith("nothing is run").noneMatch(line -> line.contains("training images"));
    }

    @ParameterizedTest(name = "reproduce {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "table1 --rows cee --plan| --rows cee: is no row; did you mean 'ce'?",
                "table1 --scale 0| --scale: 0.0 must be above 0 and at most 100, for example 0.2",
                "table1 --measure| --measure: estimates the time of a plan; give --plan, too",
                "table1 --set dataset.imbalancefactor=9| --set dataset.imbalancefactor=9: unknown key; did you mean 'imbalanceFactor'?",
                "table5| no table is named 'table5'; did you mean 'table1'? legal are table1, table2, table3, table4",
                "table1 --setting equal-stong| no setting is named 'equal-stong'; did you mean 'equal-strong'?",
                "table1 --setting x| no setting is named 'x'; legal are as-published, equal, equal-strong"
            })
    void aMistakeIsOneLineAndCode2(String arguments, String line) {
        assertThat(reproduce(arguments.split(" "))).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8).lines()).containsExactly("drolt: " + line);
        assertThat(printed()).isEmpty();
    }
}
