package drolt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A drolt in a JVM of its own, as a user meets it but for the launcher. */
public final class DroltProcess {
    private static final int TIMEOUT_SECONDS = 300;

    private final Process process;
    private final Path out;
    private final Path err;

    private DroltProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** What a process left behind. */
    public record Result(int exitCode, String out, String err) {}

    /** Runs a command to its end. */
    public static Result run(String... arguments) throws IOException, InterruptedException {
        return start(List.of(), Map.of(), arguments).result();
    }

    /** Starts a command. */
    public static DroltProcess start(List<String> jvmOptions, Map<String, String> environment, String... arguments)
            throws IOException {
        List<String> command = java(jvmOptions);
        command.addAll(List.of(arguments));
        return start(command, environment);
    }

    /** Runs a line of a shell in which {@code drolt} is the program, so that words are taken apart as for a user. */
    public static Result shell(String line) throws IOException, InterruptedException {
        String java = java(List.of()).stream().map(ShellWord::of).collect(Collectors.joining(" "));
        return start(List.of("sh", "-c", "drolt() { " + java + " \"$@\"; }; " + line), Map.of())
                .result();
    }

    /** The words that start drolt, to which a command's words are added. */
    public static List<String> java(List<String> options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(options);
        command.addAll(List.of("-cp", classPath(), "drolt.cli.Main"));
        return command;
    }

    private static DroltProcess start(List<String> command, Map<String, String> environment) throws IOException {
        Path out = Files.createTempFile("drolt", ".out");
        Path err = Files.createTempFile("drolt", ".err");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().keySet().removeAll(List.of("NO_COLOR", "DROLT_DATA", "XDG_CACHE_HOME"));
        builder.environment().put("OMP_NUM_THREADS", "1"); // networks are tiny here: more would wait for each other
        builder.environment().putAll(environment);
        return new DroltProcess(builder.start(), out, err);
    }

    /** Class path of the tests. */
    public static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    /** Waits until a file is there and not empty; fails where the process ends before. */
    void awaitFile(Path file) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
        while (!Files.exists(file) || Files.size(file) == 0) {
            assertThat(process.isAlive()).as(Files.readString(err)).isTrue();
            assertThat(System.nanoTime()).as("still no %s", file).isLessThan(deadline);
            Thread.sleep(10);
        }
    }

    /** Sends a signal, for example INT. */
    public void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Kills it, as {@code kill -9} does, and waits until it is gone. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Waits for the end. */
    public Result result() throws IOException, InterruptedException {
        try {
            assertThat(process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)).isTrue();
            return new Result(
                    process.exitValue(),
                    Files.readString(out, StandardCharsets.UTF_8),
                    Files.readString(err, StandardCharsets.UTF_8));
        } finally {
            process.destroyForcibly();
            Files.delete(out);
            Files.delete(err);
        }
    }
}
