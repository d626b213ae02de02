package drolt.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigDefaultsTest {
    private static final String STAGES = "stages: {a: {kind: plain, epochs: 1}}\n";

    @Test
    void whatTheFileLeavesOutComesFromTheDefaultsOfItsTypeAndKind() {
        ExampleConfig read = ExampleConfig.read("stages: {a: {kind: plain, epochs: 1}, b: {kind: joint}}");
        assertThat(read.seed()).isEqualTo(1);
        assertThat(read.selection()).isEqualTo(ExampleConfig.Selection.LAST);
        assertThat(read.limits()).isEqualTo(new ExampleConfig.Limits(100, 20));
        assertThat(read.radius()).isEqualTo(new ExampleConfig.Calibrated(0.01, 10));
        assertThat(read.note()).isNull();
        assertThat(read.stages().get("a")).isEqualTo(new ExampleConfig.Plain(1, List.of(0.1, 0.01), false));
        assertThat(read.stages().get("b"))
                .isEqualTo(new ExampleConfig.Joint(5, null, new ExampleConfig.Shared(2.5, 20)));
    }

    @Test
    void aGroupThatNamesItsKindReplacesTheDefaultGroup() {
        assertThat(ExampleConfig.read(STAGES + "radius: {kind: calibrated}").radius())
                .isEqualTo(new ExampleConfig.Calibrated(0.05, 10));
        assertThat(ExampleConfig.read(STAGES + "radius: {trials: 3}").radius())
                .isEqualTo(new ExampleConfig.Calibrated(0.01, 3));
        assertThat(ExampleConfig.read("stages: {b: {kind: joint, radius: {kind: shared}}}")
                        .stages()
                        .get("b"))
                .isEqualTo(new ExampleConfig.Joint(5, null, new ExampleConfig.Shared(1, 20)));
    }

    @Test
    void aNamedMapOfTheFileReplacesTheDefaultMap() {
        ConfigDefaults defaults = ConfigDefaults.parse("defaults: {ages: {ann: 1, bob: 2}}", "reference.yaml");
        assertThat(read("ages: {cid: 3}", defaults).ages()).containsOnlyKeys("cid");
        assertThat(read("", defaults, "ages.bob=5").ages())
                .containsEntry("ann", 1)
                .containsEntry("bob", 5);
        assertThat(read("", defaults, "ages={cid: 5}").ages()).containsOnlyKeys("cid");
    }

    @Test
    void aDefaultThatTheUsersValuesMakeWrongIsReportedAtTheUsersPlace() {
        assertThatThrownBy(() -> ExampleConfig.read("\n" + STAGES + "limits:\n  fewBelow: 101"))
                .hasMessage("own.yaml:3: limits: limits overlap");
        ConfigDefaults wrong = ConfigDefaults.parse("kinds: {radius: {calibrated: {delta: 2, trials: 1}}}", "r.yaml");
        assertThatThrownBy(() -> ConfigReader.read(
                        new ConfigSource("\nkind: calibrated", "own.yaml"), ExampleConfig.RadiusConfig.class, wrong))
                .hasMessage("own.yaml:2: delta: 2.0 must lie strictly between 0 and 1, for example 0.05 (this is the"
                        + " default)");
    }

    @Test
    void overridesAreReadAsTheFileIs() {
        ExampleConfig read = ExampleConfig.read(
                STAGES, "seed=4", "limits.fewBelow=3", "stages.a.rates=[1, 2]", "stages.a.rates.1=7", "note='3'");
        assertThat(read.seed()).isEqualTo(4);
        assertThat(read.limits()).isEqualTo(new ExampleConfig.Limits(100, 3));
        assertThat(read.stages().get("a")).isEqualTo(new ExampleConfig.Plain(1, List.of(1.0, 7.0), false));
        assertThat(read.note()).isEqualTo("3");
        assertThat(ExampleConfig.read(STAGES + "note: x", "note=null").note()).isNull();
    }

    @Test
    void anOverrideOfAGroupThatTheFileLacksAltersItsDefault() {
        assertThat(ExampleConfig.read(STAGES, "radius.trials=4").radius())
                .isEqualTo(new ExampleConfig.Calibrated(0.01, 4));
        assertThat(ExampleConfig.read(STAGES, "radius.kind=calibrated", "radius.trials=4")
                        .radius())
                .isEqualTo(new ExampleConfig.Calibrated(0.01, 4));
        assertThat(ExampleConfig.read("stages: {b: {kind: joint}}", "stages.b.radius.trials=4")
                        .stages()
                        .get("b"))
                .isEqualTo(new ExampleConfig.Joint(5, null, new ExampleConfig.Shared(2.5, 4)));
    }

    @Test
    void anOverrideOfAKindDropsTheOldKindsKeysAndKeepsTheCommonOnes() {
        String file = STAGES + "radius: {kind: calibrated, delta: 0.3, trials: 7}";
        assertThat(ExampleConfig.read(file, "radius.kind=shared").radius()).isEqualTo(new ExampleConfig.Shared(1, 7));
        assertThat(ExampleConfig.read(STAGES + "radius: {delta: 0.3}", "radius.kind=shared")
                        .radius())
                .isEqualTo(new ExampleConfig.Shared(1, 20));
        assertThatThrownBy(() -> ExampleConfig.read(file, "radius.delta=0.2", "radius.kind=shared"))
                .hasMessage("--set radius.delta=0.2: unknown key; legal are value, trials");
        assertThatThrownBy(() -> ExampleConfig.read(file.replace("delta", "dalte"), "radius.kind=shared"))
                .hasMessage("own.yaml:2: radius.dalte: unknown key; legal are value, trials");
        assertThatThrownBy(() -> ExampleConfig.read(file.replace("calibrated", "shared")))
                .hasMessage("own.yaml:2: radius.delta: unknown key; legal are value, trials");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            seed                       ~ seed: is not of the form key.path=value, for example --set dataset.imbalanceFactor=50
            =3                         ~ =3: is not of the form key.path=value, for example --set dataset.imbalanceFactor=50
            seed=                      ~ seed=: is not of the form key.path=value, for example --set dataset.imbalanceFactor=50
            limits..few=3              ~ limits..few=3: is not of the form key.path=value, for example --set dataset.imbalanceFactor=50
            seed=3.5                   ~ seed=3.5: 3.5 must be a whole number
            radius.delta=1.3           ~ radius.delta=1.3: 1.3 must lie strictly between 0 and 1, for example 0.05
            radius={delta: 1.3}        ~ radius={delta: 1.3}: radius.delta: 1.3 must lie strictly between 0 and 1, for example 0.05
            radius.kind=shred          ~ radius.kind=shred: 'shred' is no kind of radius; did you mean 'shared'?
            radius=shared              ~ radius=shared: 'shared' must be a group of keys with a kind (one of erm, calibrated, shared); write {kind: shared}
            stages.a.epoch=3           ~ stages.a.epoch=3: unknown key; did you mean 'epochs'?
            stages.c.epochs=3          ~ stages.c.epochs=3: stages.c.kind: is missing; expected one of plain, joint
            stages.a.rates.5=1         ~ stages.a.rates.5=1: stages.a.rates is a list of 1; name one of its places, counted from 0
            stages.a.rates.x=1         ~ stages.a.rates.x=1: stages.a.rates is a list of 1; name one of its places, counted from 0
            seed.x=1                   ~ seed.x=1: seed is 3, not a group of keys
            stages=[1                  ~ stages=[1: this is not valid YAML: expected ',' or ']', but got <stream end>
            limits={a: 1, a: 2}        ~ limits={a: 1, a: 2}: limits.a: given twice; delete one
            """)
    void aMistakeInAnOverrideNamesTheOverride(String override, String message) {
        String file = "seed: 3\nstages: {a: {kind: plain, epochs: 1, rates: [1]}}";
        assertThatThrownBy(() -> ExampleConfig.read(file, override))
                .isInstanceOf(ConfigException.class)
                .hasMessage("--set " + message);
    }

    @Test
    void aReferenceOfAnotherShapeIsRefused() {
        assertThatThrownBy(() -> ConfigDefaults.parse("default: {}", "reference.yaml"))
                .hasMessage("reference.yaml:1: default: unknown key; did you mean 'defaults'?");
        assertThatThrownBy(() -> ConfigDefaults.parse("defaults:\n- 1", "reference.yaml"))
                .hasMessage("reference.yaml:1: defaults: must be a group of keys, not a list");
    }

    @Test
    void aDefaultThatContainsItselfIsABugAndNotAnEndlessLoop() {
        ConfigDefaults endless = ConfigDefaults.parse("records: {nest: {inner: {}}}", "reference.yaml");
        assertThatThrownBy(() -> ConfigReader.read(new ConfigSource("", "own.yaml"), Outer.class, endless))
                .isInstanceOf(ConfigException.class);
        assertThatThrownBy(() -> ConfigReader.read(new ConfigSource("nest: {}", "own.yaml"), Outer.class, endless))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("contain themselves");
    }

    record Outer(Nest nest) {}

    record Nest(Nest inner) {}

    record Ages(Map<String, Integer> ages) {}

    private static Ages read(String text, ConfigDefaults defaults, String... overrides) {
        return ConfigReader.read(new ConfigSource(text, "own.yaml", List.of(overrides)), Ages.class, defaults);
    }
}
