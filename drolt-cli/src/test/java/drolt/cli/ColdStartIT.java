package drolt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import drolt.cli.DroltProcess.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first start on a machine: natives are unpacked while they are loaded, and a wrong order kills the JVM. */
class ColdStartIT {
    @TempDir
    private Path cache;

    private DroltProcess start(String... options) throws IOException {
        List<String> all = new ArrayList<>(List.of(options));
        all.add("-Dorg.bytedeco.javacpp.cachedir=" + cache);
        all.add("-XX:ErrorFile=" + cache.resolve("crash.log"));
        return DroltProcess.start(all, Map.of(), "doctor");
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

    /** The crash itself needs luck with addresses; its cause, the order, shows in the loader's log every time. */
    @Test
    void theLargeLibraryIsUnpackedBeforeTheOneThatNeedsItIsLoaded() throws Exception {
        Result result = start("-Dorg.bytedeco.javacpp.logger=plain", "-Dorg.bytedeco.javacpp.logger.debug=true")
                .result();
        List<String> log = result.err().lines().toList();
        assertThat(first(log, "Debug: Extracting .*libtorch_cpu\\.so"))
                .isLessThan(first(log, "Debug: Loading .*libtorch\\.so"));
    }

    private static int first(List<String> log, String pattern) {
        return IntStream.range(0, log.size())
                .filter(line -> log.get(line).matches(pattern))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no line like " + pattern + " in " + log));
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
        Path library = libraries()
                .filter(path -> path.endsWith("libtorch_cpu.so"))
                .findFirst()
                .orElseThrow();
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
