package example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that is a module of its own compiles against the jar, trains, and opens the result: see src/test/resources. */
class ModulePathIT {
    private static final Path SOURCES = Path.of("src/test/resources/modulepath");

    @TempDir
    private Path folder;

    private static Path jar() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            List<Path> jars = files.filter(
                            file -> file.getFileName().toString().matches("drolt-core-[^-]+(-SNAPSHOT)?\\.jar"))
                    .toList();
            assumeTrue(!jars.isEmpty(), "the library's jar is not built: run it by Maven's verify");
            return jars.get(0);
        }
    }

    /** What the library needs at run time, without what only tests need: two of those share packages. */
    private static String modulePath() throws IOException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Stream.concat(
                        Stream.of(jar().toString()),
                        Arrays.stream(classPath.split(File.pathSeparator))
                                .filter(entry -> entry.endsWith(".jar"))
                                .filter(entry -> entry.matches(
                                                ".*/(pytorch|openblas|javacpp|jackson|protobuf|commons|slf4j-api|jspecify|snakeyaml|imageio)[^/]*")
                                        || entry.matches(".*/common-(lang|io|image)-[^/]*")))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private String run(String tool, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", tool).toString()));
        command.addAll(List.of(arguments));
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        int status = process.waitFor();
        assertThat(status).as(Files.readString(output)).isZero();
        return Files.readString(output);
    }

    @Test
    void aModuleTrainsAndOpensTheRun() throws IOException, InterruptedException {
        String path = modulePath();
        String classes = folder.resolve("classes").toString();
        run(
                "javac",
                "--release",
                "17",
                "-p",
                path,
                "-d",
                classes,
                SOURCES.resolve("module-info.java").toString(),
                SOURCES.resolve("consumer/Main.java").toString());
        String said = run(
                "java",
                "-Xmx1g",
                "-Dorg.bytedeco.javacpp.maxPhysicalBytes=8g",
                "-p",
                path + File.pathSeparator + classes,
                "--add-modules",
                "ALL-MODULE-PATH", // the natives, which no module requires
                "-m",
                "consumer/consumer.Main",
                SOURCES.resolve("tiny.yaml").toString(),
                folder.resolve("run").toString());
        assertThat(said).contains("Plain: 3 classes");
    }
}
