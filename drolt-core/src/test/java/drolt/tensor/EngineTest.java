package drolt.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EngineTest {
    @Test
    void matrixProductsBringNoThreadsOfTheirOwn() {
        assertThat(Engine.matrixThreads()).isEqualTo(1);
    }
}
