package drolt.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ThreadGainTest {
    @Test
    void itIsMeasuredAndTheThreadsAreWhatTheyWere() {
        int threads = Engine.threads();
        Engine.setThreads(2);
        try {
            ThreadGain gain = ThreadGain.measure();
            assertThat(gain.threads()).isEqualTo(2);
            assertThat(gain.ratio()).isPositive().isFinite();
            assertThat(Engine.threads()).isEqualTo(2);
        } finally {
            Engine.setThreads(threads);
        }
    }
}
