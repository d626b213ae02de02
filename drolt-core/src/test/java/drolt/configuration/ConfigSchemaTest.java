package drolt.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConfigSchemaTest {
    private static final ConfigSchema SCHEMA = ConfigSchema.of(ExampleConfig.class, List.of());

    @Test
    void everyReachableGroupIsListedOnce() {
        assertThat(SCHEMA.groups())
                .extracting(ConfigSchema.Group::path)
                .containsExactly(
                        "defaults",
                        "records.limits",
                        "kinds.radius.erm",
                        "kinds.radius.calibrated",
                        "kinds.radius.shared",
                        "kinds.stage.plain",
                        "kinds.stage.joint");
    }

    @Test
    void keysTellWhatTheyExpect() {
        assertThat(SCHEMA.groups().get(0).keys())
                .containsExactly(
                        new ConfigSchema.Key("seed", "a whole number", false, List.of()),
                        new ConfigSchema.Key(
                                "selection",
                                "one of last, best-on-validation",
                                false,
                                List.of("last", "best-on-validation")),
                        new ConfigSchema.Key("limits", "a group of keys (manyAbove, fewBelow)", false, List.of()),
                        new ConfigSchema.Key(
                                "radius",
                                "a group of keys with a kind (one of erm, calibrated, shared)",
                                false,
                                List.of("erm", "calibrated", "shared")),
                        new ConfigSchema.Key(
                                "stages",
                                "a group of names, each with a group of keys with a kind (one of plain, joint)",
                                false,
                                List.of()),
                        new ConfigSchema.Key("note", "text", true, List.of()));
    }

    @Test
    void aCompleteReferenceHasNoDifferences() {
        assertThat(SCHEMA.differences(ExampleConfig.DEFAULTS)).isEmpty();
    }

    @Test
    void eachMissingAndEachSuperfluousKeyIsNamed() {
        String reference = ExampleConfig.REFERENCE
                .replace("delta: 0.05, ", "detla: 0.05, ")
                .replace("    erm: {}\n", "")
                .replace("  seed: 1\n", "");
        assertThat(SCHEMA.differences(ConfigDefaults.parse(reference, "reference.yaml")))
                .containsExactly(
                        "defaults.seed is missing",
                        "kinds.radius.erm is missing",
                        "kinds.radius.calibrated.delta is missing",
                        "kinds.radius.calibrated.detla belongs to nothing; did you mean"
                                + " 'kinds.radius.calibrated.delta'?");
    }

    @Test
    void namesFollowFromTheTypes() {
        assertThat(Family.nameOf(ExampleConfig.RadiusConfig.class)).isEqualTo("radius");
        assertThat(Family.nameOf(HTTPServerConfig.class)).isEqualTo("http-server");
        assertThat(Family.nameOf(Config.class)).isEqualTo("config");
    }

    @Test
    void aTypeThatNoFileCanExpressIsABug() {
        assertThatThrownBy(() -> ConfigSchema.of(WithObject.class, List.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("java.lang.Object cannot stand in a configuration record");
    }

    record HTTPServerConfig(int port) {}

    record Config(int port) {}

    record WithObject(Object anything) {}
}
