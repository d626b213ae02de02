package drolt.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OneLineTest {
    @Test
    void aPlainLineStaysAsItIs() {
        String line = "own.yaml:14: loss.delta: 1.3 must lie in (0, 1),  Müller \uD83D\uDE00";
        assertThat(OneLine.of(line)).isEqualTo(line);
    }

    @Test
    void whatATerminalWouldObeyIsASpace() {
        assertThat(OneLine.of("a\u001b[31mb\r\n\tc\u0007\u202Ed\u2028e\u0000")).isEqualTo("a [31mb c d e");
    }

    @Test
    void aLongTextKeepsItsBeginningAndItsEnd() {
        String line = OneLine.of("run.json: " + "x".repeat(70_000) + "; remove it");
        assertThat(line)
                .hasSizeLessThanOrEqualTo(1200)
                .startsWith("run.json: xx")
                .endsWith("x; remove it");
    }

    @Test
    void everyMessageToTheUserPassesHere() {
        assertThat(new ConfigException("a\u001bb\nc")).hasMessage("a b c");
    }
}
