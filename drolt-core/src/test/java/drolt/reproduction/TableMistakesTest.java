package drolt.reproduction;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import drolt.configuration.ConfigException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is asked of a table and cannot be had. */
class TableMistakesTest {
    record Mistake(double scale, int seeds, List<String> rows, String baseline, List<String> overrides, String line) {}

    static List<Mistake> mistakes() {
        return List.of(
                new Mistake(0, 1, List.of(), null, List.of(), "--scale: 0.0 must be above 0"),
                new Mistake(Double.NaN, 1, List.of(), null, List.of(), "--scale: NaN must be above 0"),
                new Mistake(1, 0, List.of(), null, List.of(), "--seeds: 0 must be at least 1"),
                new Mistake(1, 1, List.of("cee"), null, List.of(), "--rows cee: is no row; did you mean 'ce'?"),
                new Mistake(1, 1, List.of(), "ride", List.of(), "--baseline ride: is no row that is run; legal are"),
                new Mistake(1, 1, List.of(), null, List.of("seed=2"), "--set seed=2: a table's runs have the seeds"),
                new Mistake(1, 1, List.of(), null, List.of("model.dept=8"), "--set model.dept=8: unknown key"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsOneLine(Mistake mistake) {
        assertThatThrownBy(() -> TablePlan.of(
                        ShippedTable.TABLE1,
                        new TableOptions(
                                Setting.EQUAL,
                                mistake.scale(),
                                mistake.seeds(),
                                mistake.rows(),
                                false,
                                mistake.baseline(),
                                mistake.overrides())))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(mistake.line())
                .hasMessageNotContaining("\n");
    }
}
