package drolt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that only look at runs, on results of real runs with a value replaced: an answer or one line, never a crash. */
class GarbageRunsTest {
    private static final int TRIES = 150;
    private static final Path RUN =
            Repository.root().resolve("results/cifar100-lt-if100-40-epochs/natural-draws-seed2");
    private static final List<String> VALUES =
            List.of("null", "[]", "{}", "-1", "1e308", "\"\"", "\"a\\u001b[31mb\"", "true", "[null]", "7");

    @TempDir
    private Path folder;

    @Test
    void noCommandEndsInWhatIsUnexpected() throws IOException {
        Random random = new Random(3);
        Path run = Files.createDirectories(folder.resolve("run"));
        String result = Files.readString(RUN.resolve("result.json"));
        String record = Files.readString(RUN.resolve("run.json"));
        for (int i = 0; i < TRIES; i++) {
            boolean ofResult = random.nextInt(5) > 0;
            Files.writeString(run.resolve("result.json"), ofResult ? garbage(result, random) : result);
            Files.writeString(run.resolve("run.json"), ofResult ? record : garbage(record, random));
            List<String> command = commands(run.toString()).get(i % commands("").size());
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            ConsoleOptions console =
                    new ConsoleOptions(Terminal.NONE, stream(new ByteArrayOutputStream()), stream(err), false);
            int code = Main.run(console, command.toArray(String[]::new));
            String errors = err.toString(StandardCharsets.UTF_8);
            assertThat(errors)
                    .as(i + " " + command)
                    .doesNotContain("unexpected ")
                    .doesNotContain("\u001b");
            assertThat(errors.lines()).allMatch(line -> line.length() < 1300);
            assertThat(code).as(errors).isIn(0, 2);
        }
    }

    private List<List<String>> commands(String run) {
        return List.of(
                List.of("runs", "show", run, "--radii"),
                List.of("compare", run),
                List.of("runs", "list", folder.toString()),
                List.of(
                        "analyze",
                        run,
                        "--only",
                        "radii",
                        "--output",
                        folder.resolve("figures").toString()),
                List.of("report", run, "--output", folder.resolve("report.html").toString()));
    }

    /** The text with one value, wherever it stands, replaced by another. */
    private static String garbage(String json, Random random) {
        List<Integer> colons = new ArrayList<>();
        for (int at = json.indexOf(" : "); at >= 0; at = json.indexOf(" : ", at + 1)) {
            colons.add(at + 3);
        }
        int begin = colons.get(random.nextInt(colons.size()));
        String value = VALUES.get(random.nextInt(VALUES.size()));
        return json.substring(0, begin) + value + json.substring(end(json, begin));
    }

    /** Where the value that begins here ends. */
    private static int end(String json, int begin) {
        int depth = 0;
        boolean quoted = false;
        for (int at = begin; at < json.length(); at++) {
            char c = json.charAt(at);
            if (c == '"' && json.charAt(at - 1) != '\\') {
                quoted = !quoted;
            } else if (!quoted && (c == '{' || c == '[')) {
                depth++;
            } else if (!quoted && (c == '}' || c == ']' || c == ',' || c == '\n')) {
                if (depth == 0) {
                    return at;
                }
                depth -= c == '}' || c == ']' ? 1 : 0;
                if (depth == 0 && (c == '}' || c == ']')) {
                    return at + 1;
                }
            }
        }
        return json.length();
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
