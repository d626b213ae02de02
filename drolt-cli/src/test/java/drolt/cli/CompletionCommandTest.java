package drolt.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the scripts complete, in real shells. */
class CompletionCommandTest {
    private static final String BASH = """
            source "$1"
            compopt() { :; } # works only while a key is handled
            complete_words() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=(); _complete_drolt; echo "${COMPREPLY[*]}"; }
            complete_words drolt tra
            complete_words drolt runs ''
            complete_words drolt compare --format ''
            complete_words drolt train quick
            complete_words drolt reproduce table2 --setting equal-
            complete_words drolt completion ''
            complete -p drolt
            """;

    /** A shell on a pseudo-terminal, into which a user types. */
    private static final String ZSH = """
            zmodload zsh/zpty
            zpty user zsh -f -i
            zpty -w user "PROMPT='> '; source '$1'; echo '[re''ady]'"
            zpty -r user seen '*\\[ready\\]*'
            for typed in 'drolt tra' 'drolt runs rem' 'drolt reproduce table1 --setting equal-'; do
              zpty -w -n user "$typed"$'\\t\\x01echo "[\\x05]"; echo do""ne\\r'
              zpty -r user seen '*done*'
              print -r -- "$seen"
            done
            zpty -d user
            """;

    @TempDir
    private Path folder;

    private List<String> lines(String shell, String program) throws IOException, InterruptedException {
        Optional<Path> executable = Stream.of("/bin", "/usr/bin", "/usr/local/bin", "/opt/homebrew/bin")
                .map(place -> Path.of(place, shell))
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(executable.isPresent(), "skipped: no " + shell + " here");
        ByteArrayOutputStream script = new ByteArrayOutputStream();
        ConsoleOptions console = new ConsoleOptions(
                Terminal.NONE,
                new PrintStream(script, true, StandardCharsets.UTF_8),
                new PrintStream(script, true, StandardCharsets.UTF_8),
                false);
        assertThat(Main.run(console, "completion", shell)).isZero();
        Path completion = Files.write(folder.resolve("completion"), script.toByteArray());
        Path typed = Files.writeString(folder.resolve("typed"), program);
        Path printed = folder.resolve("printed");
        String quiet = shell.equals("zsh") ? "-f" : "--norc";
        ProcessBuilder builder = new ProcessBuilder(
                        executable.get().toString(), quiet, typed.toString(), completion.toString())
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile());
        builder.environment().put("TERM", "dumb");
        Process process = builder.start();
        boolean ended = process.waitFor(60, TimeUnit.SECONDS);
        process.destroyForcibly();
        String seen = Files.readString(printed);
        assertThat(ended).as(seen).isTrue();
        return seen.lines().map(String::strip).toList();
    }

    @Test
    void bashCompletesCommandsOptionsAndTheirWords() throws IOException, InterruptedException {
        assertThat(lines("bash", BASH))
                .containsExactly(
                        "train",
                        "list show remove",
                        "text markdown csv latex json",
                        "quickstart quickstart-sensitivity",
                        "equal-strong",
                        "bash zsh",
                        "complete -o default -F _complete_drolt drolt");
    }

    @Test
    void zshCompletesWhatIsTyped() throws IOException, InterruptedException {
        assertThat(lines("zsh", ZSH))
                .contains("[drolt train]", "[drolt runs remove]", "[drolt reproduce table1 --setting equal-strong]");
    }
}
