package drolt.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressLineTest {
    private static final OutputStyle STYLE = new OutputStyle(true, true, 60);

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);
    private final AtomicLong seconds = new AtomicLong(1_000);

    private ProgressLine plain() {
        return ProgressLine.plain("epoch 1", "images", 1000, 10, out, () -> seconds.get() * 1_000_000_000L);
    }

    private String text() {
        return written.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aLineFollowsEveryIntervalWithRateAndTimeLeft() {
        try (ProgressLine progress = plain()) {
            progress.advance(50);
            seconds.addAndGet(10);
            progress.detail("loss 2.30");
            progress.advance(200);
            progress.advance(1);
            seconds.addAndGet(9);
            progress.advance(1);
            seconds.addAndGet(1);
            progress.stepTo(500);
        }
        assertThat(text().lines())
                .containsExactly(
                        "epoch 1:  25%  250/1,000 images  25/s  30 s left  loss 2.30",
                        "epoch 1:  50%  500/1,000 images  25/s  20 s left  loss 2.30");
    }

    @Test
    void theEndIsShownOnceHoweverSoonItComes() {
        try (ProgressLine progress = plain()) {
            seconds.addAndGet(4);
            progress.advance(1000);
        }
        assertThat(text().lines()).containsExactly("epoch 1: 100%  1,000/1,000 images  250/s");
    }

    @Test
    void onATerminalTheLineRenewsItselfAndStaysInItsWidth() {
        try (ProgressLine progress = ProgressLine.onTerminal("epoch 1", "images", 1000, STYLE, out)) {
            progress.advance(400);
            progress.print("a line of its own");
            progress.advance(600);
        }
        List<String> drawn = List.of(text().split("\r\u001b\\[K|\\R"));
        assertThat(drawn).contains("a line of its own");
        assertThat(drawn).last().asString().contains("━".repeat(24), "100%  1,000/1,000");
        assertThat(drawn).allSatisfy(line -> assertThat(DisplayWidth.of(line)).isLessThan(STYLE.columns()));
        assertThat(text()).endsWith(System.lineSeparator());
    }

    @Test
    void silenceStillPrintsWhatIsPrinted() {
        try (ProgressLine progress = ProgressLine.silent(out)) {
            progress.advance(1);
            progress.print("kept");
        }
        assertThat(text().lines()).containsExactly("kept");
    }

    @Test
    void withoutATotalOnlyTheCountAndRateAreShown() {
        assertThat(new ProgressText("unpacking", "files", 30, 0, 0, 10, "").line())
                .isEqualTo("unpacking: 30 files  3.0/s");
    }

    @ParameterizedTest
    @CsvSource({
        "0.4, 0 s",
        "59.4, 59 s",
        "59.6, 1 min 00 s",
        "200, 3 min 20 s",
        "3900, 1 h 05 min",
        "90000, 25 h 00 min"
    })
    void durationsAreInWords(double durationSeconds, String words) {
        assertThat(ProgressText.duration(durationSeconds)).isEqualTo(words);
    }
}
