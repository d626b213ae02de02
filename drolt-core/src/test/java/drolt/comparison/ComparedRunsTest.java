package drolt.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import drolt.configuration.ConfigException;
import drolt.experiment.RunResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparedRunsTest {
    private static ComparedRuns compared(RunResult... results) {
        Map<String, RunResult> runs = new LinkedHashMap<>();
        for (RunResult result : results) {
            runs.put("run" + (runs.size() + 1), result);
        }
        return ComparedRuns.of(runs);
    }

    private static RunResult changed(RunResult run, String from, String to) {
        return FakeRuns.of(run.seed(), run.configuration().toString().replace(from, to), run.arms(), "test", "train");
    }

    @Test
    void anArmOfOneRecipeOnSeveralSeedsIsOneRow() {
        ComparedRuns runs = compared(FakeRuns.run(1, 5, 0.3, 0.4), FakeRuns.run(2, 5, 0.32, 0.41));
        assertThat(runs.groups()).extracting(ArmGroup::label).containsExactly("CE", "CE + cRT");
        Summary summary = runs.group("CE").summary(Measure.ACCURACY);
        assertThat(summary.mean()).isCloseTo(31, within(1e-9));
        assertThat(summary.deviation()).isCloseTo(Math.sqrt(2), within(1e-9));
        assertThat(summary.count()).isEqualTo(2);
        assertThat(runs.group("CE").summary(Measure.MED)).as("no such class").isNull();
        assertThat(runs.group("CE").summary(Measure.NCM).mean()).isCloseTo(15.5, within(1e-9));
        assertThat(runs.seeds()).containsExactly(1L, 2L);
        assertThat(runs.notes()).isEmpty();
    }

    @Test
    void armsOfOneNameAndDifferentRecipesStandApart() {
        ComparedRuns runs = compared(FakeRuns.run(1, 5, 0.3, 0.4), FakeRuns.run(2, 6, 0.32, 0.41));
        assertThat(runs.groups())
                .extracting(ArmGroup::label)
                .containsExactly("CE [run1]", "CE [run2]", "CE + cRT [run1]", "CE + cRT [run2]");
        assertThat(runs.notes()).anyMatch(note -> note.startsWith("'CE' has different recipes in run1, run2"));
    }

    @Test
    void onlyTheArmsOwnStagesMakeItsRecipe() {
        RunResult first = FakeRuns.run(1, 5, 0.3, 0.4);
        RunResult second = changed(FakeRuns.run(2, 5, 0.3, 0.4), "\"epochs\":3", "\"epochs\":4");
        assertThat(compared(first, second).groups())
                .extracting(ArmGroup::label)
                .containsExactly("CE", "CE + cRT [run1]", "CE + cRT [run2]");
    }

    @Test
    void namesOfStagesAndKeysThatAreNullMakeNoDifference() {
        RunResult first = FakeRuns.run(1, 5, 0.3, 0.4);
        RunResult renamed = changed(FakeRuns.run(2, 5, 0.3, 0.4), "\"a\"", "\"pretrain\"");
        RunResult older = changed(FakeRuns.run(3, 5, 0.3, 0.4), ",\"indices\":null", "");
        assertThat(older.configuration().toString()).doesNotContain("indices");
        assertThat(compared(first, renamed, older).groups()).hasSize(2);
    }

    @Test
    void pairsAreOfTheSameSeedAndTheSameImages() {
        RunResult otherImages = FakeRuns.of(
                3,
                FakeRuns.run(3, 5, 0.9, 0.1).configuration().toString(),
                List.of(FakeRuns.arm("CE", 0.9)),
                "test",
                "y");
        RunResult partner = FakeRuns.of(
                3,
                FakeRuns.run(3, 5, 0.9, 0.1).configuration().toString(),
                List.of(FakeRuns.arm("CE + cRT", 0.1)),
                "test",
                "train");
        ComparedRuns runs =
                compared(FakeRuns.run(1, 5, 0.3, 0.4), FakeRuns.run(2, 5, 0.32, 0.44), otherImages, partner);
        PairedDifference difference = runs.group("CE + cRT").minus(runs.group("CE"), Measure.ACCURACY);
        assertThat(difference.pairs()).isEqualTo(2);
        assertThat(difference.mean()).isCloseTo(11, within(1e-9));
        assertThat(runs.group("CE + cRT").minus(runs.group("CE"), Measure.MED).pairs())
                .isZero();
    }

    @Test
    void theSameResultTwiceCountsOnceAndAnotherOneIsRefused() {
        ComparedRuns runs = compared(FakeRuns.run(1, 5, 0.3, 0.4), FakeRuns.run(1, 5, 0.3, 0.4));
        assertThat(runs.group("CE").summary(Measure.ACCURACY).count()).isEqualTo(1);
        assertThatThrownBy(() -> compared(FakeRuns.run(1, 5, 0.3, 0.4), FakeRuns.run(1, 5, 0.31, 0.4)))
                .isInstanceOf(ConfigException.class)
                .hasMessage("run2: arm 'CE' of seed 1 is also in run1, with other results; leave one of the runs out");
    }

    @Test
    void otherTestImagesAreRefused() {
        RunResult run = FakeRuns.run(1, 5, 0.3, 0.4);
        RunResult other = FakeRuns.of(2, run.configuration().toString(), run.arms(), "other", "train");
        assertThatThrownBy(() -> compared(run, other))
                .isInstanceOf(ConfigException.class)
                .hasMessage("run2: was measured on other test images than run1; compare runs on the same ones");
    }

    @Test
    void anUnknownBaselineIsAnsweredWithTheNearest() {
        ComparedRuns runs = compared(FakeRuns.run(1, 5, 0.3, 0.4));
        assertThatThrownBy(() -> RunComparison.of(runs, "CE + crt"))
                .isInstanceOf(ConfigException.class)
                .hasMessage("no arm is named 'CE + crt'; did you mean 'CE + cRT'?");
    }

    @Test
    void theTableHasEveryMeasureAndTheDifferences() {
        ComparedRuns runs = compared(FakeRuns.run(1, 5, 0.3, 0.4), FakeRuns.run(2, 5, 0.32, 0.41));
        ComparisonTable table = RunComparison.of(runs, "CE");
        assertThat(TableBlock.of(table))
                .containsExactly(
                        new TableBlock(
                                "",
                                List.of("accuracy", "many", "med", "few", "ncm"),
                                List.of(
                                        List.of("CE", "31.0 ± 1.4", "41.0 ± 1.4", "-", "21.0 ± 1.4", "15.5 ± 0.7"),
                                        List.of(
                                                "CE + cRT",
                                                "40.5 ± 0.7",
                                                "50.5 ± 0.7",
                                                "-",
                                                "30.5 ± 0.7",
                                                "20.3 ± 0.4"))),
                        new TableBlock(
                                "against CE, on the same seeds and images",
                                List.of("column", "pairs", "difference", "std. error", "95 % interval", "p (t-test)"),
                                List.of(
                                        List.of("CE + cRT", "accuracy", "2", "+9.5", "0.50", "+3.1 to +15.9", "0.0335"),
                                        List.of("CE + cRT", "many", "2", "+9.5", "0.50", "+3.1 to +15.9", "0.0335"),
                                        List.of("CE + cRT", "few", "2", "+9.5", "0.50", "+3.1 to +15.9", "0.0335"),
                                        List.of("CE + cRT", "ncm", "2", "+4.8", "0.25", "+1.6 to +7.9", "0.0335"))));
        assertThat(table.face().lines())
                .containsExactly(
                        "selection: last epoch, nothing selected",
                        "seeds: 1, 2; mean and sample standard deviation over them");
    }
}
