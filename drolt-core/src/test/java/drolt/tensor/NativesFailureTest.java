package drolt.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativesFailureTest {
    @TempDir
    private Path cache;

    @Test
    void aFullCacheNamesItsFolderAndThePropertyThatMovesIt() {
        UnsatisfiedLinkError failure = new UnsatisfiedLinkError("no jnitorch in java.library.path");
        failure.initCause(new IOException("No space left on device"));
        assertThat(NativesFailure.of(failure, "linux-x86_64", cache))
                .contains("cannot be unpacked to " + cache + ": no space left on the disk (")
                .endsWith("DROLT_JAVA_OPTS=-Dorg.bytedeco.javacpp.cachedir=DIR");
    }

    @Test
    void anotherFailureIsToldAsTheLoaderTellsIt() {
        assertThat(NativesFailure.of(new UnsatisfiedLinkError("libm.so.6: version not found"), "linux-x86_64", cache))
                .isEqualTo("the engine's natives for linux-x86_64 cannot be loaded: libm.so.6: version not found");
    }
}
