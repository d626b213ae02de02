package drolt.configuration;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A small configuration with every sort of component, and a reference for it. */
record ExampleConfig(
        long seed,
        Selection selection,
        Limits limits,
        RadiusConfig radius,
        Map<String, StageConfig> stages,
        @Nullable String note) {

    static final String REFERENCE = """
            defaults:
              seed: 1
              selection: last
              limits: {manyAbove: 100}
              radius: {kind: calibrated, delta: 0.01}
              stages: !required
              note: null
            records:
              limits: {manyAbove: 90, fewBelow: 20}
            kinds:
              radius:
                erm: {}
                calibrated: {delta: 0.05, trials: 10}
                shared: {value: 1, trials: 20}
              stage:
                plain:
                  epochs: !required  # no default
                  rates: [0.1, 0.01]
                  nesterov: false
                joint: {epochs: 5, after: null, radius: {kind: shared, value: 2.5}}
            """;

    static final ConfigDefaults DEFAULTS = ConfigDefaults.parse(REFERENCE, "reference.yaml");

    static ExampleConfig read(String text, String... overrides) {
        return ConfigReader.read(new ConfigSource(text, "own.yaml", List.of(overrides)), ExampleConfig.class, DEFAULTS);
    }

    enum Selection {
        LAST,
        BEST_ON_VALIDATION
    }

    record Limits(int manyAbove, int fewBelow) {
        Limits {
            if (manyAbove < fewBelow) {
                throw new IllegalArgumentException("limits overlap");
            }
        }
    }

    sealed interface RadiusConfig permits Erm, Calibrated, Shared {}

    @JsonTypeName("erm")
    record Erm() implements RadiusConfig {}

    @JsonTypeName("calibrated")
    record Calibrated(double delta, int trials) implements RadiusConfig {
        Calibrated {
            if (!(delta > 0 && delta < 1)) {
                throw new InvalidValueException("delta", delta, "must lie strictly between 0 and 1, for example 0.05");
            }
        }
    }

    @JsonTypeName("shared")
    record Shared(double value, int trials) implements RadiusConfig {
        Shared {
            if (!(value >= 0)) {
                throw new InvalidValueException("value", value, "must be at least 0, for example 1");
            }
        }
    }

    sealed interface StageConfig permits Plain, Joint {}

    @JsonTypeName("plain")
    record Plain(int epochs, List<Double> rates, boolean nesterov) implements StageConfig {}

    @JsonTypeName("joint")
    record Joint(int epochs, @Nullable String after, RadiusConfig radius) implements StageConfig {}
}
