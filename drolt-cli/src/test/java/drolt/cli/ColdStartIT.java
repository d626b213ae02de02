package drolt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import drolt.cli.DroltProcess.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first start on a machine: natives are unpacked while they are loaded, and a wrong order kills the JVM. */
class ColdStartIT {
    @TempDir
    private Path cache;

    private DroltProcess start() throws IOException {
        return DroltProcess.start(
                List.of("-Dorg.bytedeco.javacpp.cachedir=" + cache, "-XX:ErrorFile=" + cache.resolve("crash.log")),
                Map.of(),
                "doctor");
    }

    /** Links into the system's folders, which the loader makes; deleted with the folder they would be warned of. */
    @AfterEach
    void removeLinks() throws IOException {
        try (Stream<Path> paths = Files.walk(cache)) {
            for (Path link : paths.filter(Files::isSymbolicLink).toList()) {
                Files.delete(link);
            }
        }
    }

    private static void assertWorks(Result result) {
        assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
        assertThat(result.out()).contains("loads           yes");
    }

    @Test
    void theEngineLoadsAndComputesWithAnEmptyCache() throws Exception {
        assertWorks(start().result());
        assertThat(largest()).as("natives came from the cache under test").isGreaterThan(100L << 20);
    }

    @Test
    void twoAtOnceOnOneEmptyCacheBothWork() throws Exception {
        DroltProcess first = start();
        DroltProcess second = start();
        assertWorks(first.result());
        assertWorks(second.result());
    }

    @Test
    void aLibraryCutShortByAKillIsUnpackedAgain() throws Exception {
        assertWorks(start().result());
        Path library = libraries().filter(path -> path.endsWith("libtorch_cpu.so")).findFirst().orElseThrow();
        byte[] beginning = new byte[1 << 20];
        Files.write(library, beginning);
        assertWorks(start().result());
    }

    private long largest() throws IOException {
        return libraries().mapToLong(path -> path.toFile().length()).max().orElse(0);
    }

    private Stream<Path> libraries() throws IOException {
        try (Stream<Path> paths = Files.walk(cache)) {
            return paths.filter(Files::isRegularFile).toList().stream();
        }
    }
}
