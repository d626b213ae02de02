package drolt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;

/** A drolt in a JVM of its own, as a user meets it but for the launcher. */
public final class DroltProcess {
    private static final int TIMEOUT_SECONDS = 300;
    private static final int LONGEST_QUOTE = 2000;

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

    /**
     * Starts a command on a pseudo-terminal, as its foreground job: what it prints on either stream is the result's
     * {@code out}. Skips the test where there is no {@code script} that makes such terminals.
     */
    public static DroltProcess startOnTerminal(List<String> jvmOptions, String... arguments)
            throws IOException, InterruptedException {
        requireTerminals();
        requireInterruptible();
        List<String> options = new ArrayList<>(jvmOptions);
        options.add("-Ddrolt.terminal=output,errors"); // what the launcher tells
        List<String> command = java(options);
        command.addAll(List.of(arguments));
        String line = command.stream().map(ShellWord::of).collect(Collectors.joining(" ", "exec ", ""));
        return start(
                List.of("script", "--quiet", "--return", "--flush", "--command", line, "/dev/null"),
                Map.of("TERM", "xterm"));
    }

    private static void requireTerminals() throws InterruptedException {
        boolean present;
        try {
            Process process = new ProcessBuilder("script", "--version").start();
            String version = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            present = process.waitFor() == 0 && version.contains("util-linux");
        } catch (IOException e) {
            present = false;
        }
        Assumptions.assumeTrue(present, "no pseudo-terminals: 'script' of util-linux is missing: skipped");
    }

    /** A process started in the background of a plain shell ignores Ctrl-C, and so do those that it starts. */
    static void requireInterruptible() throws IOException {
        boolean ignores = hasSignal(Path.of("/proc/self/status"), "SigIgn");
        Assumptions.assumeFalse(ignores, "SIGINT is ignored here (tests run in the background): skipped");
    }

    /** Whether a set of signals in a process's status holds SIGINT; false where the system does not tell. */
    private static boolean hasSignal(Path status, String set) throws IOException {
        if (!Files.exists(status)) {
            return false;
        }
        String signals = Files.readAllLines(status).stream()
                .filter(line -> line.startsWith(set + ":"))
                .findFirst()
                .orElse(set + ": 0")
                .replaceFirst(set + ":\\s*", "");
        return (Long.parseUnsignedLong(signals, 16) & 2) != 0; // SIGINT is 2, counted from 1
    }

    /** Whether the JVM on the pseudo-terminal still catches SIGINT itself. */
    boolean catchesInterrupts() throws IOException {
        return hasSignal(
                Path.of("/proc", Long.toString(onTerminal().orElseThrow().pid()), "status"), "SigCgt");
    }

    /** The JVM on the pseudo-terminal; empty where it has ended. */
    private Optional<ProcessHandle> onTerminal() {
        return process.descendants()
                .filter(child -> child.info().command().orElse("").endsWith("/java"))
                .findFirst();
    }

    /** Sends SIGTERM to the JVM on the pseudo-terminal, if it is still there. */
    public void terminateOnTerminal() {
        onTerminal().ifPresent(ProcessHandle::destroy);
    }

    /** Types a key on the pseudo-terminal, for example 3 for Ctrl-C. */
    public void type(int key) throws IOException {
        process.getOutputStream().write(key);
        process.getOutputStream().flush();
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

    /** Waits until it has printed something; fails where the process ends before. */
    void awaitOutput(String text) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
        String printed = Files.readString(out, StandardCharsets.ISO_8859_1); // it may end within a character
        while (!printed.contains(text)) {
            String end = printed.substring(Math.max(0, printed.length() - LONGEST_QUOTE));
            assertThat(process.isAlive()).as("without '%s': %s", text, end).isTrue();
            assertThat(System.nanoTime()).as("without '%s': %s", text, end).isLessThan(deadline);
            Thread.sleep(10);
            printed = Files.readString(out, StandardCharsets.ISO_8859_1);
        }
    }

    /** Sends a signal, for example INT. */
    public void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    /** The processes that it has started, the oldest first. */
    List<ProcessHandle> children() {
        return process.children()
                .sorted(Comparator.comparing(ProcessHandle::pid))
                .toList();
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
