package drolt.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import drolt.configuration.ConfigException;
import drolt.data.Shot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** On arms that no run had: recipes in the form in which runs store them, accuracies by hand. */
class SweepSearchTest {
    private static final RecipeKey EPS = new RecipeKey(2, "loss.radius.eps");
    private static final RecipeKey LAMBDA = new RecipeKey(2, "loss.lambda");
    private static final RecipeKey RATE = new RecipeKey(2, "optimizer.learningRate");
    private static final RecipeKey TAIL = new RecipeKey(0, "dataset.fewShotImages");

    /** Of a chain of two stages, whose names tell nothing. */
    private static final class Arm {
        private String name = "arm";
        private long seed = 1;
        private String tail = "null";
        private String subsetSeed = "0";
        private String rate = "0.1";
        private String loss = dro("0.5", shared("1"));
        private String stage = "second";

        SweepArm of(double accuracy, Map<Shot, Double> radii) {
            String configuration = """
                    {"seed": %d, "dataset": {"kind": "x", "fewShotImages": %s, "subsetSeed": %s}, "augmentation": [],
                     "model": {"kind": "m"}, "selection": "last",
                     "stages": {"first": {"kind": "train", "after": null, "epochs": 5},
                                "%s": {"kind": "train", "after": "first", "loss": %s,
                                       "optimizer": {"kind": "sgd", "learningRate": %s}}},
                     "arms": {"%s": "%s"}}""".formatted(seed, tail, subsetSeed, stage, loss, rate, name, stage);
            return new SweepArm(
                    name + " [run of seed " + seed + "]",
                    name,
                    seed,
                    RecipeKey.valuesOf(new JsonMapper().readTree(configuration), name),
                    Map.of(SweepMeasure.ALL, accuracy, SweepMeasure.FEW, accuracy / 2),
                    radii);
        }

        SweepArm of(double accuracy) {
            return of(accuracy, Map.of());
        }
    }

    private static String dro(String lambda, String radius) {
        return """
                {"kind": "dro-lt", "combination": "joint", "lambda": %s, "radius": %s,
                 "crossEntropy": {"labelSmoothing": 0, "weighting": "none"}}""".formatted(lambda, radius);
    }

    private static String shared(String eps) {
        return "{\"kind\": \"shared\", \"eps\": " + eps + "}";
    }

    private static String crossEntropy(String weight) {
        return "{\"kind\": \"cross-entropy\", \"labelSmoothing\": 0, \"weighting\": \"none\", \"weight\": " + weight
                + "}";
    }

    private static Arm eps(String eps) {
        Arm arm = new Arm();
        arm.name = "shared, eps " + eps + " + cRT";
        arm.stage = "features-" + eps;
        arm.loss = dro("0.5", shared(eps));
        return arm;
    }

    private static List<Sweep> sweeps(SweepArm... arms) {
        return new SweepSearch(List.of(arms)).sweeps();
    }

    private static double[] values(Sweep sweep) {
        return sweep.points().stream().mapToDouble(SweepPoint::value).toArray();
    }

    @Test
    void armsThatDifferInOneNumberAreSweptByRisingValue() {
        assertThat(sweeps(eps("10").of(0.3), eps("2").of(0.2), eps("70").of(0.4)))
                .singleElement()
                .satisfies(sweep -> {
                    assertThat(sweep.key()).isEqualTo(EPS);
                    assertThat(sweep.arms()).isEqualTo("shared, eps ... + cRT");
                    assertThat(values(sweep)).containsExactly(2, 10, 70);
                    assertThat(sweep.points().stream().map(point -> point.accuracy(SweepMeasure.ALL)))
                            .containsExactly(0.2, 0.3, 0.4);
                    assertThat(sweep.points().get(0).accuracy(SweepMeasure.FEW)).isEqualTo(0.1);
                    assertThat(sweep.points().get(0).accuracy(SweepMeasure.NCM)).isNaN();
                    assertThat(sweep.points().get(0).deviation(SweepMeasure.ALL))
                            .as("one seed")
                            .isNaN();
                    assertThat(sweep.reference()).isNull();
                });
    }

    @Test
    void seedsOfOneValueGiveMeanAndDeviation() {
        List<SweepArm> arms = new ArrayList<>();
        double[] accuracies = {0.31, 0.35, 0.42};
        for (int seed = 1; seed <= accuracies.length; seed++) {
            Arm one = eps("1");
            one.seed = seed;
            arms.add(one.of(accuracies[seed - 1], Map.of(Shot.FEW, 1.0 * seed)));
        }
        arms.add(eps("2").of(0.5));
        Sweep sweep = new SweepSearch(arms).sweeps().get(0);
        double mean = Arrays.stream(accuracies).average().orElseThrow();
        double squares = Arrays.stream(accuracies)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        SweepPoint point = sweep.points().get(0);
        assertThat(point.seeds()).isEqualTo(3);
        assertThat(point.accuracy(SweepMeasure.ALL)).isCloseTo(mean, within(1e-12));
        assertThat(point.deviation(SweepMeasure.ALL)).isCloseTo(Math.sqrt(squares / 2), within(1e-12));
        assertThat(point.radius(Shot.FEW)).isCloseTo(2, within(1e-12));
        assertThat(point.radius(Shot.MANY)).isNaN();
        assertThat(sweep.points().get(1).seeds()).isEqualTo(1);
    }

    @Test
    void whatASeedLacksHasNoMean() {
        SweepArm first = eps("1").of(0.3);
        Arm second = eps("1");
        second.seed = 2;
        SweepArm whole = second.of(0.4);
        SweepArm lacking = new SweepArm(
                whole.label(), whole.name(), 2, whole.recipe(), Map.of(SweepMeasure.ALL, 0.4), whole.radii());
        SweepPoint point =
                sweeps(first, lacking, eps("2").of(0.5)).get(0).points().get(0);
        assertThat(point.accuracy(SweepMeasure.ALL)).isCloseTo(0.35, within(1e-12));
        assertThat(point.accuracy(SweepMeasure.FEW)).isNaN();
    }

    @Test
    void twoKeysThatDifferAtOnceAreNoSweep() {
        Arm other = eps("2");
        other.rate = "0.2";
        assertThat(sweeps(eps("1").of(0.3), other.of(0.4))).isEmpty();
    }

    @Test
    void aGridOfTwoKeysIsSweptAlongEachAtEveryValueOfTheOther() {
        List<SweepArm> arms = new ArrayList<>();
        for (String eps : List.of("1", "2")) {
            for (String rate : List.of("0.1", "0.2", "0.3")) {
                Arm arm = eps(eps);
                arm.rate = rate;
                arms.add(arm.of(0.3));
            }
        }
        List<Sweep> sweeps = new SweepSearch(arms).sweeps();
        assertThat(sweeps.stream().filter(sweep -> sweep.key().equals(EPS)))
                .hasSize(3)
                .allSatisfy(sweep -> assertThat(values(sweep)).containsExactly(1, 2));
        assertThat(sweeps.stream().filter(sweep -> sweep.key().equals(RATE)))
                .hasSize(2)
                .allSatisfy(sweep -> assertThat(values(sweep)).containsExactly(0.1, 0.2, 0.3));
        assertThat(sweeps).hasSize(5);
    }

    @Test
    void wordsAndSeedsAreNotSwept() {
        Arm word = eps("1");
        word.loss = dro("0.5", shared("1").replace("shared", "sample-count"));
        Arm subset = eps("1");
        subset.subsetSeed = "7";
        assertThat(sweeps(eps("1").of(0.3), word.of(0.4), subset.of(0.5))).isEmpty();
    }

    /** As runs with fewer tail images beside one with all of them. */
    @Test
    void theArmWithoutTheKeyIsTheReference() {
        List<SweepArm> arms = new ArrayList<>();
        for (String tail : List.of("5", "null", "2")) {
            Arm arm = eps("1");
            arm.tail = tail;
            arms.add(arm.of(tail.equals("null") ? 0.6 : 0.3));
        }
        Sweep sweep = new SweepSearch(arms).sweeps().get(0);
        assertThat(sweep.key()).isEqualTo(TAIL);
        assertThat(sweep.arms()).isEqualTo("shared, eps 1 + cRT");
        assertThat(values(sweep)).containsExactly(2, 5);
        assertThat(sweep.reference().inWords()).isEqualTo("not set");
        assertThat(sweep.reference().point().accuracy(SweepMeasure.ALL)).isEqualTo(0.6);
        assertThat(sweep.reference().point().value()).isNaN();
    }

    private static Arm withLoss(String name, String loss) {
        Arm arm = new Arm();
        arm.name = name;
        arm.loss = loss;
        return arm;
    }

    @Test
    void theArmWithoutTheRobustTermIsTheReferenceOfItsKeys() {
        SweepArm half = withLoss("half", crossEntropy("0.5")).of(0.1);
        SweepArm plain = withLoss("plain", crossEntropy("1")).of(0.2);
        SweepArm lambdaOne =
                withLoss("one", dro("1.0", "{\"kind\": \"learned\"}")).of(0.25);
        SweepArm balanced = withLoss("balanced", crossEntropy("1").replace("none", "inverse-count"))
                .of(0.9);
        SweepArm first = eps("1").of(0.3);
        SweepArm second = eps("2").of(0.4);
        assertThat(sweeps(half, balanced, plain, first, second).stream()
                        .filter(sweep -> sweep.key().equals(EPS)))
                .singleElement()
                .satisfies(sweep -> {
                    assertThat(sweep.reference().inWords()).isEqualTo("without the robust term");
                    assertThat(sweep.reference().point().arm()).isEqualTo("plain");
                });
        assertThat(sweeps(lambdaOne, first, second).get(0).reference().point().arm())
                .isEqualTo("one");
        assertThat(sweeps(half, balanced, first, second).get(0).reference()).isNull();
        Arm rate = eps("1");
        rate.rate = "0.3";
        assertThat(sweeps(plain, first, rate.of(0.4)).get(0))
                .as("a key outside the loss")
                .satisfies(sweep -> assertThat(sweep.key()).isEqualTo(RATE))
                .satisfies(sweep -> assertThat(sweep.reference()).isNull());
    }

    @Test
    void aValueOfTheSweepIsNotItsReference() {
        SweepArm one = withLoss("one", dro("1", shared("1"))).of(0.2);
        SweepArm half = withLoss("half", dro("0.5", shared("1"))).of(0.3);
        assertThat(sweeps(one, half)).singleElement().satisfies(sweep -> {
            assertThat(sweep.key()).isEqualTo(LAMBDA);
            assertThat(values(sweep)).containsExactly(0.5, 1);
            assertThat(sweep.arms()).isEqualTo("half ... one");
            assertThat(sweep.reference()).isNull();
        });
    }

    @Test
    void oneArmTwiceIsOneAndOfOtherResultsRefused() {
        assertThat(sweeps(eps("1").of(0.3), eps("1").of(0.3))).isEmpty();
        assertThatThrownBy(() -> sweeps(eps("1").of(0.3), eps("1").of(0.4)))
                .isInstanceOf(ConfigException.class)
                .hasMessage("shared, eps 1 + cRT [run of seed 1]: is shared, eps 1 + cRT [run of seed 1] once more, of"
                        + " the same recipe and seed, with other results; leave one of the two out");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "CE;CE | CE",
                "control;control, half weight | control ...",
                "control + cRT;control, half weight + cRT | control ... + cRT",
                "eps 10;eps 30;eps 70 | eps ...",
                "a;b;c | a ... c",
                "a b;c b | ... b",
                "a a;a | a ...",
            })
    void armsAreCalledByTheWordsThatTheyShare(String names, String common) {
        assertThat(ArmNames.common(List.of(names.split(";")))).isEqualTo(common);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource({
        "2, loss.radius.eps, loss.radius.eps (stage 2), stage-2-loss-radius-eps",
        "0, dataset.fewShotImages, dataset.fewShotImages, dataset-few-shot-images",
        "1, schedule.milestones.0, schedule.milestones.0 (stage 1), stage-1-schedule-milestones-0",
    })
    void keysHaveNamesForPeopleAndForFiles(int stage, String path, String label, String fileName) {
        RecipeKey key = new RecipeKey(stage, path);
        assertThat(key.label()).isEqualTo(label);
        assertThat(key.fileName()).isEqualTo(fileName);
    }
}
