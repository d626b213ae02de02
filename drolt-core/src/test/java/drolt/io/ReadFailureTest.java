package drolt.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class ReadFailureTest {
    @Test
    void theReasonIsAPhraseWithoutThePath() {
        assertThat(ReadFailure.reason(new AccessDeniedException("/a/b.jpg"))).isEqualTo("permission denied");
        assertThat(ReadFailure.reason(new FileNotFoundException("/a/b.jpg (Permission denied)")))
                .isEqualTo("permission denied");
        assertThat(ReadFailure.reason(new NoSuchFileException("/a/b.jpg"))).isEqualTo("it does not exist");
        assertThat(ReadFailure.reason(new FileSystemLoopException("/a/b")))
                .isEqualTo("a link leads back to a folder above it");
        assertThat(ReadFailure.reason(new FileSystemException("/a/b.jpg", null, "Input/output error\nmore")))
                .isEqualTo("Input/output error");
        assertThat(ReadFailure.reason(new FileSystemException("/a/b.jpg"))).isEqualTo("FileSystemException");
        assertThat(ReadFailure.reason(new IOException("Is a directory"))).isEqualTo("Is a directory");
    }
}
