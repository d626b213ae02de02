package drolt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import drolt.configuration.ConfigException;
import drolt.tensor.EngineException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class MainTest {
    private static final Terminal TERMINAL = new Terminal(true, true, 100, true);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private ConsoleOptions console(Terminal terminal, boolean coloursRefused) {
        return new ConsoleOptions(terminal, stream(out), stream(err), coloursRefused);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private String errors() {
        return err.toString(StandardCharsets.UTF_8);
    }

    record Failure(Throwable thrown, int exitCode, String line) {}

    static List<Failure> failures() {
        return List.of(
                new Failure(new ConfigException("own.yaml:3: seed: no"), 2, "own.yaml:3: seed: no"),
                new Failure(new EngineException("shapes differ\nException raised from", null), 1, "shapes differ"),
                new Failure(new IOException("No space left on device"), 1, "No space left on device"),
                new Failure(new UncheckedIOException(new IOException("torn")), 1, "torn"),
                new Failure(new AccessDeniedException("runs/a"), 1, "runs/a: access denied"),
                new Failure(new NoSuchFileException("a.bin"), 1, "a.bin: no such file or folder"),
                new Failure(
                        new OutOfMemoryError("Physical memory usage is too high"),
                        1,
                        "out of memory: Physical memory usage is too high; take a smaller batch, or set limits with"
                                + " DROLT_JAVA_OPTS ('drolt doctor' shows them)"),
                new Failure(
                        new OutOfMemoryError("Java heap space"),
                        1,
                        "out of memory: Java heap space; give Java more than its quarter of the memory, for example"
                                + " DROLT_JAVA_OPTS=-Xmx12g"),
                new Failure(
                        new IllegalStateException("bug\nmore"),
                        1,
                        "unexpected IllegalStateException: bug; --verbose shows the stack"),
                new Failure(
                        new IllegalStateException(),
                        1,
                        "unexpected IllegalStateException: no message; --verbose shows the stack"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void everyFailureIsOneLineAndACode(Failure failure) {
        ConsoleOptions console = console(Terminal.NONE, false);
        assertThat(new OneLineErrors(console).report(failure.thrown())).isEqualTo(failure.exitCode());
        assertThat(errors().lines()).containsExactly("drolt: " + failure.line());
    }

    @Test
    void anEmptyPathIsNotTheWorkingFolder() {
        assertThat(Main.run(console(Terminal.NONE, false), "train", "quickstart", "--output", ""))
                .isEqualTo(2);
        assertThat(errors()).contains("--output", "the path is empty").hasLineCount(1);
    }

    @Test
    void theStackIsShownOnlyOnDemandWhereverTheOptionStands() {
        assertThat(Main.run(console(Terminal.NONE, false), "config", "--nonsense", "--verbose"))
                .isEqualTo(2);
        assertThat(errors()).contains("unknown option '--nonsense'", "\tat drolt.cli.Main");
        err.reset();
        assertThat(Main.run(console(Terminal.NONE, false), "--verbose", "data", "--nonsense"))
                .isEqualTo(2);
        assertThat(errors()).contains("\tat drolt.cli.Main");
    }

    static Stream<String> examples() {
        return commands(DroltCommand.commandLine(
                        new ConsoleOptions(Terminal.NONE, System.out, System.err, false))) // never printed to
                .flatMap(DroltCommand::examples)
                .map(example -> example.strip().replaceFirst("^drolt ", "").replaceFirst(" > .*", ""));
    }

    private static Stream<CommandLine> commands(CommandLine command) {
        return Stream.concat(
                Stream.of(command), command.getSubcommands().values().stream().flatMap(MainTest::commands));
    }

    @ParameterizedTest(name = "drolt {0}")
    @MethodSource("examples")
    void everyExampleOfEveryCommandParses(String example) {
        CommandLine drolt = DroltCommand.commandLine(console(Terminal.NONE, false));
        assertThat(drolt.parseArgs(example.split(" ")).hasSubcommand()).isTrue();
    }

    @Test
    void everyCommandHasADescriptionAndAllButGroupsAnExample() {
        CommandLine drolt = DroltCommand.commandLine(console(Terminal.NONE, false));
        assertThat(commands(drolt).filter(command -> command != drolt)).allSatisfy(command -> {
            CommandSpec spec = command.getCommandSpec();
            assertThat(spec.usageMessage().description())
                    .as(spec.qualifiedName())
                    .hasSize(1);
            if (command.getSubcommands().isEmpty()) {
                assertThat(DroltCommand.examples(command))
                        .as(spec.qualifiedName())
                        .isNotEmpty();
            }
        });
    }

    record Look(String option, Terminal terminal, boolean coloursRefused, boolean colour, boolean unicode) {}

    static List<Look> looks() {
        return List.of(
                new Look("--quiet", TERMINAL, false, true, true),
                new Look("--no-color", TERMINAL, false, false, true),
                new Look("--plain", TERMINAL, false, false, false),
                new Look("--quiet", TERMINAL, true, false, true),
                new Look("--quiet", new Terminal(false, true, 100, true), false, false, false),
                new Look("--quiet", new Terminal(true, true, 100, false), false, true, false));
    }

    @ParameterizedTest
    @MethodSource("looks")
    void coloursAndLinesAreForTerminalsThatWantThem(Look look) {
        ConsoleOptions console = console(look.terminal(), look.coloursRefused());
        assertThat(Main.run(console, "doctor", look.option(), "--help")).isZero();
        assertThat(console.style().colour()).isEqualTo(look.colour());
        assertThat(console.style().unicode()).isEqualTo(look.unicode());
        assertThat(console.style().columns()).isEqualTo(100);
    }

    @Test
    void helpIsColouredOnATerminalOnly() {
        Main.run(console(TERMINAL, false));
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("\u001b[");
        out.reset();
        Main.run(console(TERMINAL, false), "--no-color");
        assertThat(out.toString(StandardCharsets.UTF_8)).doesNotContain("\u001b[");
    }
}
