package drolt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ImageWaitTest {
    private long now;

    private final ImageWait wait = new ImageWait(() -> now);

    private void step(double seconds, double waited) {
        now += (long) (seconds * 1e9);
        wait.adds(waited);
    }

    @Test
    void aThirdOfTheTimeIsSaid() {
        wait.starts();
        for (int step = 0; step < 100; step++) {
            step(1, 0.34);
        }
        assertThat(wait.words()).isEqualTo(", waiting for images 34%");
        assertThat(wait.remark("pretrain"))
                .hasValue(
                        "pretrain: waited for images 34% of the time; more --loader-threads or smaller image files make it"
                                + " faster");
    }

    @Test
    void littleAndTheFirstSecondsAreNot() {
        wait.starts();
        step(9, 9);
        assertThat(wait.words()).isEmpty();
        step(50, 0);
        assertThat(wait.words()).isEmpty();
        assertThat(wait.remark("pretrain")).isEmpty();
    }

    @Test
    void everyStageCountsItsOwn() {
        wait.starts();
        step(100, 90);
        wait.starts();
        step(100, 0);
        assertThat(wait.remark("features")).isEmpty();
    }
}
