package drolt.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigReaderTest {
    @Test
    void everySortOfComponentIsRead() {
        ExampleConfig read = ExampleConfig.read("""
                seed: 9000000000
                selection: best-on-validation
                limits: {manyAbove: 50, fewBelow: 5}
                radius: {kind: erm}
                note: "3"
                stages:
                  second: {kind: joint, after: first, epochs: 2, radius: {kind: calibrated, delta: 1e-3, trials: 3}}
                  first:
                    kind: plain
                    epochs: 7
                    nesterov: true
                    rates:
                    - 1
                    - -2.5
                """);
        assertThat(read)
                .isEqualTo(new ExampleConfig(
                        9_000_000_000L,
                        ExampleConfig.Selection.BEST_ON_VALIDATION,
                        new ExampleConfig.Limits(50, 5),
                        new ExampleConfig.Erm(),
                        Map.of(
                                "first", new ExampleConfig.Plain(7, List.of(1.0, -2.5), true),
                                "second", new ExampleConfig.Joint(2, "first", new ExampleConfig.Calibrated(1e-3, 3))),
                        "3"));
        assertThat(read.stages().keySet()).containsExactly("second", "first");
        assertThatThrownBy(() -> read.stages().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    /** The keys of a stage, which begin in line 3; a stroke stands for a line break. */
    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            epoch: 3                ~ 3: stages.a.epoch: unknown key; did you mean 'epochs'?
            zzz: 3                  ~ 3: stages.a.zzz: unknown key; legal are epochs, rates, nesterov
            epochs: 3.7             ~ 3: stages.a.epochs: 3.7 must be a whole number
            epochs: 3.0             ~ 3: stages.a.epochs: 3.0 must be a whole number
            epochs: 1e3             ~ 3: stages.a.epochs: 1e3 must be a whole number
            epochs: "3"             ~ 3: stages.a.epochs: '3' must be a whole number; write 3 without quotes
            epochs: 1_000           ~ 3: stages.a.epochs: '1_000' must be a whole number; write 1000 without quotes
            epochs: 3000000000      ~ 3: stages.a.epochs: 3000000000 must be a whole number between -2147483648 and 2147483647
            epochs: [3]             ~ 3: stages.a.epochs: a list stands where a whole number must be
            epochs: true            ~ 3: stages.a.epochs: true must be a whole number
            epochs:                 ~ 3: stages.a.epochs: has no value; expected a whole number
            epochs: 1|epochs: 2     ~ 4: stages.a.epochs: given twice, first in line 3; delete one
            epochs: 1|nesterov: yes ~ 4: stages.a.nesterov: 'yes' must be true or false
            epochs: 1|nesterov: 1   ~ 4: stages.a.nesterov: 1 must be true or false
            epochs: 1|rates: 0.1    ~ 4: stages.a.rates: 0.1 must be a list, each item a number
            epochs: 1|rates: [.inf] ~ 4: stages.a.rates.0: .inf must be a finite number
            epochs: 1|rates: [1e999] ~ 4: stages.a.rates.0: 1e999 must be a finite number
            epochs: 1|rates: [1, .nan] ~ 4: stages.a.rates.1: .nan must be a finite number
            epochs: 1|rates: [.5]   ~ 4: stages.a.rates.0: '.5' must be a number; write 0.5 without quotes
            epochs: 1|rates:|- 1|- x ~ 6: stages.a.rates.1: 'x' must be a number
            epochs: 1|rates: [null] ~ 4: stages.a.rates.0: null must be a number
            nesterov: true          ~ 2: stages.a.epochs: is missing; expected a whole number
            epochs: *x              ~ 3: stages.a.epochs: aliases (*) are not supported; write the value out
            epochs: !!int 1         ~ 3: stages.a.epochs: tags (!) are not supported; write the value without
            epochs: !required 1     ~ 3: stages.a.epochs: tags (!) are not supported; write the value without
            """)
    void aMistakeInAStageIsOneLineWithItsPlaceAndMend(String keys, String message) {
        String text = "stages:\n  a:\n    " + keys.replace("|", "\n    ") + "\n    kind: plain\n";
        assertThatThrownBy(() -> ExampleConfig.read(text))
                .isInstanceOf(ConfigException.class)
                .hasMessage("own.yaml:" + message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            seed: 1                         ~ 1: stages: is missing; expected a group of names, each with a group of keys with a kind (one of plain, joint)
            sead: 1                         ~ 1: sead: unknown key; did you mean 'seed'?
            1: 1                            ~ 1: 1: unknown key; legal are seed, selection, limits, radius, stages, note
            stages: {a: {epochs: 1}}        ~ 1: stages.a.kind: is missing; expected one of plain, joint
            stages: {a: {kind: plane}}      ~ 1: stages.a.kind: 'plane' is no kind of stage; did you mean 'plain'?
            stages: {a: {kind: 3}}          ~ 1: stages.a.kind: 3 must be one of plain, joint
            stages: {a: plain}              ~ 1: stages.a: 'plain' must be a group of keys with a kind (one of plain, joint); write {kind: plain}
            stages: [a]                     ~ 1: stages: a list must be a group of names, each with a group of keys with a kind (one of plain, joint)
            selection: best                 ~ 1: selection: 'best' is not known here; legal are last, best-on-validation
            selection: LAST                 ~ 1: selection: 'LAST' is not known here; did you mean 'last'?
            selection: [last]               ~ 1: selection: a list must be one of last, best-on-validation
            note: 3|stages: {}              ~ 1: note: 3 must be text; write it in quotes: "3"
            note: true|stages: {}           ~ 1: note: true must be text; write it in quotes: "true"
            radius: {kind: shared, value: -1} ~ 1: radius.value: -1.0 must be at least 0, for example 1
            limits: {manyAbove: 1}          ~ 1: limits: limits overlap
            radius: {delta: 2}              ~ 1: radius.delta: 2.0 must lie strictly between 0 and 1, for example 0.05
            seed: 9223372036854775808       ~ 1: seed: 9223372036854775808 must be a whole number between -9223372036854775808 and 9223372036854775807
            seed: 1|---|seed: 2             ~ 3: a second document begins here; everything must stand in one
            [1, 2]                          ~ 1: the file must hold keys and values, not a list
            just words                      ~ 1: the file must hold keys and values, not 'just words'
            seed: [1,|note: }               ~ 2: column 7: this is not valid YAML: expected the node content, but found '}'
            seed: 1| note: x                ~ 2: column 6: this is not valid YAML: mapping values are not allowed here
            """)
    void aMistakeAnywhereIsOneLineWithItsPlaceAndMend(String keys, String message) {
        assertThatThrownBy(() -> ExampleConfig.read(keys.replace("|", "\n")))
                .isInstanceOf(ConfigException.class)
                .hasMessage("own.yaml:" + message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a: ", "- ", "? "})
    void deepNestingIsRefusedAndDoesNotCrash(String opening) {
        assertThatThrownBy(() -> ExampleConfig.read("note: \n  " + opening.repeat(100_000)))
                .isInstanceOf(ConfigException.class)
                .hasMessageMatching("own\\.yaml:\\d+: .{1,200}");
    }

    @Test
    void aHugeFileIsRefused() {
        assertThatThrownBy(() -> ExampleConfig.read("#".repeat(2_000_000)))
                .hasMessage("own.yaml:1: is longer than 1048576 characters; this cannot be a recipe");
    }

    @Test
    void aNumberOfManyDigitsIsRefused() {
        assertThatThrownBy(() -> ExampleConfig.read("seed: " + "9".repeat(100_000)))
                .isInstanceOf(ConfigException.class)
                .hasMessageMatching("own\\.yaml:1: .{1,200}");
    }

    @Test
    void whatTheUserWroteIsCutAndKeptOnOneLine() {
        assertThatThrownBy(() -> ExampleConfig.read("selection: \"a\\nb\\u2028" + "x".repeat(500) + "\""))
                .hasMessageMatching("own\\.yaml:1: selection: 'a b x+\\.\\.\\.' is not known here; legal are .*");
    }

    @Test
    void aVersionIsSeenBesideKeysThatNoOneKnows() {
        ConfigSource newer = new ConfigSource("future: {kind: x}\nversion: 7\n", "own.yaml");
        assertThat(ConfigReader.peekInt(newer, "version")).isEqualTo(7);
        assertThat(ConfigReader.peekInt(newer, "other")).isNull();
        assertThatThrownBy(() -> ConfigReader.peekInt(new ConfigSource("version: '7'", "own.yaml"), "version"))
                .hasMessage("own.yaml:1: version: '7' must be a whole number");
    }

    @Test
    void aFileIsNamedAsTheUserNamedIt(@TempDir Path folder) throws Exception {
        Path absent = folder.resolve("absent.yaml");
        assertThatThrownBy(() -> ConfigSource.ofFile(absent, List.of())).hasMessage(absent + ": there is no such file");
        assertThatThrownBy(() -> ConfigSource.ofFile(folder, List.of()))
                .hasMessage(folder + ": is a folder; name a YAML file");
        Path latin = Files.write(folder.resolve("latin.yaml"), "note: é".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> ConfigSource.ofFile(latin, List.of())).hasMessage(latin + ": is not text in UTF-8");
        Path good = Files.writeString(folder.resolve("good.yaml"), "\uFEFFseed: x");
        assertThatThrownBy(() ->
                        ConfigReader.read(ConfigSource.ofFile(good, List.of()), Limits.class, ConfigDefaults.none()))
                .hasMessage(good + ":1: seed: unknown key; legal are most");
    }

    record Limits(int most) {}
}
