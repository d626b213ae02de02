package drolt.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigReaderFuzzTest {
    /** And what is read, written and read again is the same. */
    @FuzzTest(maxDuration = "60s")
    void onlyAConfigExceptionOfOneLineLeaves(FuzzedDataProvider data) {
        boolean withOverride = data.consumeBoolean();
        List<String> overrides = withOverride ? List.of(data.consumeString(40)) : List.of();
        readOrRefuse(data.consumeRemainingAsString(), overrides);
    }

    /** The same law where no fuzzer runs: a good file, broken at random. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aBrokenFileIsReadOrRefusedInOneLine(long seed) {
        Random random = new Random(seed);
        String good = ExampleConfig.REFERENCE + "stages: {a: {kind: plain, epochs: 3, rates: [1, .5]}}\n";
        String spice = "{}[]:,-?&*!|>'\"%@`#\n\t 0.eE+x~\\u\u0001\uFEFF\uD800\u0085";
        for (int i = 0; i < 150; i++) {
            StringBuilder text =
                    new StringBuilder(random.nextBoolean() ? good : "stages: {a: {kind: joint}}\nseed: 1\n");
            for (int change = random.nextInt(6); change >= 0; change--) {
                int at = random.nextInt(text.length());
                if (random.nextBoolean()) {
                    text.insert(at, spice.charAt(random.nextInt(spice.length())));
                } else {
                    text.delete(at, Math.min(text.length() - 1, at + random.nextInt(12)));
                }
            }
            int cut = random.nextInt(text.length());
            readOrRefuse(text.toString(), List.of());
            readOrRefuse("seed: 1", List.of(text.substring(cut, Math.min(text.length(), cut + 30))));
            readOrRefuse("seed: 1", List.of("stages=" + text.substring(cut)));
        }
    }

    private static void readOrRefuse(String text, List<String> overrides) {
        ConfigSource source = new ConfigSource(text, "own.yaml", overrides);
        try {
            ConfigReader.peekInt(source, "seed");
            ExampleConfig read = ConfigReader.read(source, ExampleConfig.class, ExampleConfig.DEFAULTS);
            assertThat(ConfigWriter.canonicalJson(read)).startsWith("{");
            ConfigSource written = new ConfigSource(ConfigWriter.yaml(read), "written.yaml");
            assertThat(ConfigReader.read(written, ExampleConfig.class, ExampleConfig.DEFAULTS))
                    .isEqualTo(read);
        } catch (ConfigException e) {
            assertThat(e.getMessage()).matches("(own\\.yaml:[1-9]|--set )[^\\n\\r\\u0085\\u2028\\u2029]*");
        }
    }
}
