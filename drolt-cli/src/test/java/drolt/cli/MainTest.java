package drolt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import drolt.cli.output.OutputStyle;
import drolt.cli.output.ProgressLine;
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
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

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
                .flatMap(HelpLayout::examples)
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
                assertThat(HelpLayout.examples(command))
                        .as(spec.qualifiedName())
                        .isNotEmpty();
            }
        });
    }

    @Test
    void aBareDroltFitsAScreenAndShowsEveryCommandOnce() {
        assertThat(Main.run(console(Terminal.NONE, false))).isZero();
        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).hasSizeBetween(24, 40).allMatch(line -> line.length() <= 80);
        CommandLine drolt = DroltCommand.commandLine(console(Terminal.NONE, false));
        assertThat(drolt.getSubcommands().keySet())
                .allSatisfy(name -> assertThat(lines)
                        .filteredOn(line -> line.matches("  " + name + " +[A-Z].*\\."))
                        .hasSize(1));
    }

    @Test
    void noExampleBreaksInsideACommand() {
        CommandLine drolt = DroltCommand.commandLine(console(Terminal.NONE, false));
        assertThat(commands(drolt)).allSatisfy(command -> {
            String help = command.setUsageHelpWidth(80).getUsageMessage();
            assertThat(help.lines()).allMatch(line -> line.length() <= 80);
            String joined = help.replaceAll(" \\\\\\R +", " ");
            assertThat(HelpLayout.examples(command))
                    .allSatisfy(example -> assertThat(joined.lines()).contains(example));
        });
        assertThat(HelpLayout.broken("  drolt tune a --set b=c --trials 27", 30))
                .containsExactly("  drolt tune a --set b=c \\", "      --trials 27");
    }

    @Test
    void shortOptionsStandWhereverTheLongOnesDo() {
        CommandLine drolt = DroltCommand.commandLine(console(Terminal.NONE, false));
        assertThat(commands(drolt)).allSatisfy(command -> {
            var options = command.getCommandSpec().optionsMap();
            assertThat(options).as(command.getCommandName()).containsKeys("-q", "-v", "-h");
            assertThat(options.get("-o")).isSameAs(options.get("--output"));
        });
        assertThat(Main.run(console(Terminal.NONE, false), "config", "--nonsense", "-v"))
                .isEqualTo(2);
        assertThat(errors()).contains("\tat drolt.cli.Main");
    }

    record Mistake(String arguments, String line) {}

    static List<Mistake> mistakes() {
        String ofStages =
                "stages.pretrain-classifier.%1$s, stages.features.%1$s, stages.classifier.%1$s, stages.control.%1$s, stages.control-classifier.%1$s";
        return List.of(
                new Mistake(
                        "train --epochs 3",
                        "unknown option '--epochs'; write --set stages.pretrain.epochs=3, or one of "
                                + String.format(ofStages, "epochs") + " ('drolt train --help' shows all)"),
                new Mistake(
                        "train --epochs=3 quickstart",
                        "unknown option '--epochs=3'; write --set stages.pretrain.epochs=3, or one of "
                                + String.format(ofStages, "epochs") + " ('drolt train --help' shows all)"),
                new Mistake(
                        "data inspect cifar100-lt --batch-size 64",
                        "unknown option '--batch-size'; write --set batchSize=64 ('drolt data inspect --help' shows all)"),
                new Mistake("train --loader-threads 0", "--loader-threads: 0 must lie in 1..256"),
                new Mistake(
                        "data inspect --seed 2",
                        "unknown option '--seed'; write --set seed=2 ('drolt data inspect --help' shows all)"),
                new Mistake("train --seed 2", "--seed belongs to a folder of images; for a recipe write --set seed=2"),
                new Mistake(
                        "train --sett=seed=2",
                        "unknown option '--sett=seed=2', did you mean '--set'? ('drolt train --help' shows all)"),
                new Mistake(
                        "train --set epochs=3",
                        "--set epochs=3: unknown key; did you mean 'stages.pretrain.epochs',"
                                + " 'stages.pretrain-classifier.epochs', 'stages.features.epochs',"
                                + " 'stages.classifier.epochs', 'stages.control.epochs',"
                                + " 'stages.control-classifier.epochs'?"),
                new Mistake(
                        "compare runs/a --format txt",
                        "invalid value for option '--format': 'txt' is none of its words; did you mean 'text'?"
                                + " ('drolt compare --help' shows all)"),
                new Mistake(
                        "completion fish",
                        "invalid value for positional parameter at index 0 (<shell>): 'fish' is none of its words;"
                                + " legal are bash, zsh ('drolt completion --help' shows all)"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsOneLineThatSaysHowToMendIt(Mistake mistake) {
        assertThat(Main.run(console(Terminal.NONE, false), mistake.arguments().split(" ")))
                .isEqualTo(2);
        assertThat(errors().lines()).containsExactly("drolt: " + mistake.line());
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void aDumbTerminalGetsPlainText() {
        assertThat(Terminal.detect(Map.of("TERM", "dumb")).dumb()).isTrue();
        assertThat(Terminal.detect(Map.of()).dumb()).isTrue();
        assertThat(Terminal.detect(Map.of("TERM", "xterm-256color")).dumb()).isFalse();
        ConsoleOptions console = console(new Terminal(true, true, 100, true, true), false);
        assertThat(Main.run(console)).isZero();
        try (ProgressLine line = console.progress("task", "steps", 2)) {
            line.advance(2);
        }
        assertThat(out.toString(StandardCharsets.UTF_8) + errors()).doesNotContain("\u001b", "\r");
        assertThat(console.style()).isEqualTo(new OutputStyle(false, false, 100));
    }

    @ParameterizedTest
    @ValueSource(strings = {"version", "doctor"})
    void otherProgramsCanReadJson(String command) {
        assertThat(Main.run(console(Terminal.NONE, false), command, "--json")).isZero();
        JsonNode read = new JsonMapper().readTree(out.toString(StandardCharsets.UTF_8));
        assertThat(read.propertyNames()).contains(command.equals("version") ? "drolt" : "memory");
        assertThat(errors()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"cifar-100, cifar-100", "cifar100, cifar-100", "CIFAR_10, cifar-10"})
    void aDataSetHasOneNameInWhateverSpellingItIsTyped(String typed, String name) {
        assertThat(DataDownloadCommand.named(typed).name()).isEqualTo(name);
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
