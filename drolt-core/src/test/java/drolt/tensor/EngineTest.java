package drolt.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineTest {
    @TempDir
    private Path folder;

    /** A library user's: no launcher, no logger set up, nothing that hides what the binding says. */
    static final class Program {
        private Program() {}

        public static void main(String[] arguments) {
            System.out.println(Engine.computes() + " " + System.getProperty("org.bytedeco.javacpp.loadLibraries"));
        }
    }

    @Test
    void aProgramThatLoadsTheEngineFindsNothingOnStandardError() throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Program.class.getName())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        assertThat(process.waitFor()).as(Files.readString(err)).isZero();
        assertThat(err).isEmptyFile();
        assertThat(out).hasContent("true null");
    }

    @Test
    void matrixProductsBringNoThreadsOfTheirOwn() {
        assertThat(Engine.matrixThreads()).isEqualTo(1);
    }
}
