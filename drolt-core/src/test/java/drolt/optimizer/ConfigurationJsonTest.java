package drolt.optimizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** The kinds are known by the names that recipes use. */
class ConfigurationJsonTest {
    private final JsonMapper mapper = JsonMapper.builder().build();

    record Named(String kind, Object value, Class<?> type) {}

    static Stream<Named> kinds() {
        Warmup warmup = new Warmup(5, Granularity.STEP, null);
        return Stream.of(
                new Named("sgd", new SgdConfig(0.1, 0.9, true, 2e-4, 0.0), OptimizerConfig.class),
                new Named("adam", new AdamConfig(1e-3, 0.9, 0.999, 1e-8, 0, null), OptimizerConfig.class),
                new Named("adamw", new AdamWConfig(1e-3, 0.9, 0.999, 1e-8, 0.01, null), OptimizerConfig.class),
                new Named("constant", new ConstantSchedule(warmup), ScheduleConfig.class),
                new Named("step", new StepSchedule(warmup, List.of(160), List.of(0.1)), ScheduleConfig.class),
                new Named("cosine", new CosineSchedule(warmup, 0, Granularity.STEP, null), ScheduleConfig.class),
                new Named("one-cycle", new OneCycleSchedule(0.3, 25, 1e4), ScheduleConfig.class));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyKindIsReadBackAsItWasWritten(Named named) {
        String json = mapper.writerFor(named.type()).writeValueAsString(named.value());
        assertThat(json).contains("\"kind\":\"" + named.kind() + "\"");
        assertThat((Object) mapper.readValue(json, named.type())).isEqualTo(named.value());
    }
}
