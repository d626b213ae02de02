package drolt.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import drolt.configuration.ConfigException;
import drolt.configuration.ConfigSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchSpaceTest {
    private static SearchSpace read(String yaml, String... overrides) {
        return SearchSpace.read(new ConfigSource(yaml.replace("|", "\n"), "space.yaml", List.of(overrides)));
    }

    @Test
    void aGridHasEveryCombinationTheLastKeyChangingFirst() {
        SearchSpace space = read("keys:|  a: {kind: choice, values: [1, 2.5]}|  b: {kind: name, values: [x, y, z]}|"
                + "halving: {rungs: 1}");
        assertThat(space.trials())
                .extracting(Map::toString)
                .containsExactly(
                        "{a=1, b=x}", "{a=1, b=y}", "{a=1, b=z}", "{a=2.5, b=x}", "{a=2.5, b=y}", "{a=2.5, b=z}");
    }

    @Test
    void thePapersGridIsThatOfThePaper() {
        SearchSpace paper = SearchSpace.read("paper", List.of());
        assertThat(paper.trials()).hasSize(2 * 6 * 5 * 3).doesNotHaveDuplicates();
        assertThat(paper.keys().get("stages.features.loss.radius.eps").listed())
                .containsExactly("1", "2", "5", "10", "30", "70");
        assertThat(paper.keys().get("stages.features.loss.lambda").listed())
                .containsExactly("0", "0.3", "0.5", "0.7", "1");
        assertThat(paper.keys().get("stages.features.optimizer.learningRate").listed())
                .extracting(Double::parseDouble)
                .containsExactly(1e-4, 1e-3, 1e-2);
        assertThat(SearchSpace.read("paper-learned", List.of()).keys().keySet())
                .contains("stages.features.loss.temperature", "stages.features.loss.radius.learningRateScale");
    }

    @Test
    void bothShippedSpacesFitTheShippedRecipes() {
        for (SearchSpace.Shipped shipped : SearchSpace.Shipped.values()) {
            SearchSpace space = SearchSpace.read(shipped.spaceName(), List.of());
            for (String recipe : List.of("quickstart", "cifar100-lt", "cifar10-lt")) {
                TuningPlan plan = new TuningPlan(
                        recipe, List.of("dataset.validationShare=0.1"), null, space, shipped.spaceName(), 1);
                assertThat(plan.trials()).hasSize(180);
            }
        }
    }

    @Test
    void chanceTakesPointsOfAGridWithoutRepetitionAndTheSeedDecidesWhich() {
        List<Map<String, String>> some = SearchSpace.read("paper", List.of("search.kind=random", "search.trials=40"))
                .trials();
        assertThat(some).hasSize(40).doesNotHaveDuplicates();
        assertThat(SearchSpace.read("paper", List.of("search.kind=random", "search.trials=40"))
                        .trials())
                .isEqualTo(some);
        assertThat(SearchSpace.read("paper", List.of("search.kind=random", "search.trials=40", "search.seed=2"))
                        .trials())
                .isNotEqualTo(some);
        List<Map<String, String>> all = SearchSpace.read("paper", List.of("search.kind=random", "search.trials=999"))
                .trials();
        assertThat(new HashSet<>(all))
                .isEqualTo(new HashSet<>(SearchSpace.read("paper", List.of()).trials()));
    }

    @ParameterizedTest
    @CsvSource({"uniform, 2, 4, 3", "log-uniform, 0.0001, 1, 0.01"})
    void aRangeIsDrawnUniformlyInItsMeasure(String kind, double low, double high, double median) {
        SearchSpace space = read("search: {kind: random, trials: 900, seed: 5}|keys:|  a: {kind: " + kind + ", low: "
                + low + ", high: " + high + "}");
        List<Double> values = space.trials().stream()
                .map(trial -> Double.parseDouble(trial.get("a")))
                .toList();
        assertThat(values).allSatisfy(value -> assertThat(value).isBetween(low, high));
        double below = values.stream().filter(value -> value < median).count() / 900.0;
        assertThat(below).isCloseTo(0.5, within(4 * Math.sqrt(0.25 / 900)));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '^',
            value = {
                "keys: {a: {kind: choice, values: []}} ^ space.yaml:1: keys.a.values: [] must hold at least one number",
                "keys: {a: {kind: name, values: []}} ^ space.yaml:1: keys.a.values: [] must hold at least one word",
                "keys: {a: {kind: uniform, low: 2, high: 1}} ^ space.yaml:1: keys.a.low: 2.0 must be below high, which is 1.0",
                "keys: {a: {kind: log-uniform, low: 0, high: 1}} ^ space.yaml:1: keys.a.low: 0.0 must be above 0, for example 1.0e-4",
                "keys: {a: {kind: choise, values: [1]}} ^ did you mean 'choice'?",
                "keys: {} ^ keys: {} must hold at least one key",
                "key: {} ^ key: unknown key; did you mean 'keys'?",
                "keys: {a: {kind: uniform, low: 1, high: 2}} ^ search: grid needs lists of values; a range is for {kind: random, trials: 60}",
                "halving: {factor: 1}|keys: {a: {kind: choice, values: [1]}} ^ space.yaml:1: halving.factor: 1 must lie in 2..10",
                "keys: {a: {kind: choice, values: [1, 2]}} ^ halving.rungs: 3 leaves less than one of 2 trials for the last rung; take at least 9 trials (--trials 9), or a space with fewer rungs (--space)"
            })
    void aMistakeIsOneLine(String yaml, String end) {
        assertThatThrownBy(() -> read(yaml))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(end)
                .hasMessageStartingWith("space.yaml")
                .hasMessageNotContaining("\n");
    }

    @Test
    void aKeyThatTheRecipeDoesNotHaveIsOneLine() {
        SearchSpace space = read("halving: {rungs: 1}|keys: {stages.features.loss.lamda: {kind: choice, values: [1]}}");
        assertThatThrownBy(() -> new TuningPlan(
                        "quickstart", List.of("dataset.validationShare=0.1"), null, space, "space.yaml", 1))
                .isInstanceOf(ConfigException.class)
                .hasMessage("search space space.yaml: --set stages.features.loss.lamda=1: unknown key; did you mean"
                        + " 'lambda'?");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '^',
            value = {
                "quickstart ^ seed=2 ^ recipe quickstart: has no validation split to tune on; set dataset.validationShare, for example to 0.1",
                "cifar100-lt-released ^ seed=2 ^ recipe cifar100-lt-released: selection: test lets the test set choose epochs; tuning looks at the validation split alone: take last or validation"
            })
    void whatWouldLookAtTheTestSetIsRefused(String recipe, String override, String line) {
        SearchSpace space = SearchSpace.read("paper", List.of());
        assertThatThrownBy(() -> new TuningPlan(recipe, List.of(override), null, space, "paper", 1))
                .isInstanceOf(ConfigException.class)
                .hasMessage(line);
    }
}
