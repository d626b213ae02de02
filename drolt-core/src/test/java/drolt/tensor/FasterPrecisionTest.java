package drolt.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(OneThread.class)
class FasterPrecisionTest {
    private static final CpuFeatures UNMEASURED = new CpuFeatures("New & Co", "Fast/9 CPU @ 4 GHz", Set.of());

    @TempDir
    Path folder;

    @Test
    void anUnknownProcessorIsMeasuredOnceAndTheAnswerKept() throws IOException {
        Precision measured = FasterPrecision.measuredOnce(UNMEASURED, folder);
        List<Path> files = files();
        assertThat(files).hasSize(1);
        assertThat(files.get(0)).hasContent(measured.name() + "\n");
        assertThat(files.get(0).getFileName().toString()).contains(Engine.version(), "new-co", "fast-9-cpu");

        Precision other = measured == Precision.FLOAT32 ? Precision.BFLOAT16 : Precision.FLOAT32;
        Files.writeString(files.get(0), other.name());
        assertThat(FasterPrecision.measuredOnce(UNMEASURED, folder))
                .as("what is kept")
                .isEqualTo(other);
    }

    @Test
    void aDamagedAnswerIsMeasuredAnew() throws IOException {
        Precision measured = FasterPrecision.measuredOnce(UNMEASURED, folder);
        Files.writeString(files().get(0), "garbage");
        FasterPrecision.measuredOnce(UNMEASURED, folder);
        assertThat(Files.readString(files().get(0)).strip()).isIn(Precision.FLOAT32.name(), Precision.BFLOAT16.name());
        assertThat(measured).isNotNull();
    }

    @Test
    void aFolderThatCannotBeWrittenDoesNoHarm() {
        assertThat(FasterPrecision.measuredOnce(UNMEASURED, folder.resolve("absent")))
                .isNotNull();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
