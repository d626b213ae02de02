package drolt.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigWriterTest {
    private static final String FILE = """
            stages:
              second stage: {kind: joint, after: first, radius: {kind: shared}}
              first: {kind: plain, epochs: 3, rates: []}
            radius: {kind: calibrated, delta: 1e-7}
            note: 'yes'
            """;

    @Test
    void yamlIsCompleteAndPutsTheKindFirst() {
        assertThat(ConfigWriter.yaml(ExampleConfig.read(FILE))).isEqualTo("""
                        seed: 1
                        selection: last
                        limits:
                          manyAbove: 100
                          fewBelow: 20
                        radius:
                          kind: calibrated
                          delta: 1e-7
                          trials: 10
                        stages:
                          "second stage":
                            kind: joint
                            epochs: 5
                            after: first
                            radius:
                              kind: shared
                              value: 1.0
                              trials: 20
                          first:
                            kind: plain
                            epochs: 3
                            rates: []
                            nesterov: false
                        note: "yes"
                        """);
    }

    @Test
    void jsonIsIndentedAndCanonicalJsonSorted() {
        ExampleConfig.Joint stage = new ExampleConfig.Joint(5, null, new ExampleConfig.Erm());
        assertThat(ConfigWriter.json(Map.of("stage", stage, "list", List.of(1, List.of(2L))).entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(entry -> Map.of(entry.getKey(), entry.getValue()))
                        .toList()))
                .isEqualTo("""
                        [
                          {
                            "list": [
                              1,
                              [2]
                            ]
                          },
                          {
                            "stage": {
                              "kind": "joint",
                              "epochs": 5,
                              "after": null,
                              "radius": {
                                "kind": "erm"
                              }
                            }
                          }
                        ]
                        """);
        assertThat(ConfigWriter.canonicalJson(stage))
                .isEqualTo("{\"after\":null,\"epochs\":5,\"kind\":\"joint\",\"radius\":{\"kind\":\"erm\"}}");
    }

    @Test
    void canonicalJsonDoesNotDependOnTheOrderOfAMap() {
        Map<String, Integer> one = new LinkedHashMap<>();
        one.put("b", 1);
        one.put("a", 2);
        assertThat(ConfigWriter.canonicalJson(one)).isEqualTo("{\"a\":2,\"b\":1}");
        assertThatThrownBy(() -> ConfigWriter.canonicalJson(List.of(Double.NaN)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    static List<Long> seeds() {
        return new Random(7).longs(300).boxed().toList();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatIsWrittenReadsBackAsAnEqualRecordWithoutAnyDefaults(long seed) {
        ExampleConfig config = random(new Random(seed));
        for (String text :
                List.of(ConfigWriter.yaml(config), ConfigWriter.json(config), ConfigWriter.canonicalJson(config))) {
            ConfigSource source = new ConfigSource(text, "written");
            assertThat(ConfigReader.read(source, ExampleConfig.class, ConfigDefaults.none()))
                    .as(text)
                    .isEqualTo(config);
        }
    }

    private static ExampleConfig random(Random random) {
        Map<String, ExampleConfig.StageConfig> stages = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            List<Double> rates = new ArrayList<>();
            random.doubles(random.nextInt(4), -1e9, 1e-9).forEach(rates::add);
            stages.put(
                    text(random),
                    random.nextBoolean()
                            ? new ExampleConfig.Plain(random.nextInt(), List.copyOf(rates), random.nextBoolean())
                            : new ExampleConfig.Joint(1, random.nextBoolean() ? null : text(random), radius(random)));
        }
        return new ExampleConfig(
                random.nextLong(),
                random.nextBoolean() ? ExampleConfig.Selection.LAST : ExampleConfig.Selection.BEST_ON_VALIDATION,
                new ExampleConfig.Limits(random.nextInt(5, 10), random.nextInt(5)),
                radius(random),
                stages,
                random.nextBoolean() ? null : text(random));
    }

    private static ExampleConfig.RadiusConfig radius(Random random) {
        double tiny = Math.scalb(random.nextDouble() + 0x1p-60, -random.nextInt(900));
        return random.nextBoolean() ? new ExampleConfig.Erm() : new ExampleConfig.Shared(tiny, random.nextInt());
    }

    /** Everything that could be taken for something else: numbers, words, marks, line breaks, emptiness. */
    private static String text(Random random) {
        String[] odd = {
            "", "null", "~", "no", "1", "1e3", ".inf", "a: b", "# x", "- x", "é", "\uD83D\uDE00", "\u2028", "'\"", "\\"
        };
        if (random.nextInt(3) == 0) {
            return odd[random.nextInt(odd.length)];
        }
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(8); i >= 0; i--) {
            text.append((char) (random.nextBoolean() ? random.nextInt(' ', 0x7f) : random.nextInt(0xd7ff)));
        }
        return text.toString();
    }
}
