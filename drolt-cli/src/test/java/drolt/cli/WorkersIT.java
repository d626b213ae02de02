package drolt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import drolt.cli.DroltProcess.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes that make one table in one folder. */
class WorkersIT {
    private static final Pattern TRAINED = Pattern.compile("(?m)^\\[\\d+/\\d+] ([\\w-]+): +100%");
    private static final Pattern REUSED = Pattern.compile("(?m)^\\[\\d+/\\d+] ([\\w-]+): done before");

    @TempDir
    private static Path folder;

    private static Map<String, String> alone;
    private static List<String> trainedAlone;

    @BeforeAll
    static void oneWorker() throws Exception {
        Result result = table("alone").result();
        assertThat(result.exitCode()).as(result.err()).isZero();
        alone = TinyTable.files(folder.resolve("alone"));
        trainedAlone = names(TRAINED, result.err());
        assertThat(trainedAlone).hasSizeGreaterThan(5).doesNotHaveDuplicates();
        assertThat(result.err()).containsPattern("table \\d+ %, \\d+ min left");
    }

    private static DroltProcess table(String name) throws IOException {
        return TinyTable.start("table4", folder.resolve(name), null, "--rows", "ce,rs", "--scale", "0.01");
    }

    private static List<String> names(Pattern pattern, String text) {
        List<String> names = new ArrayList<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    @Test
    void twoEndAsOneAndTrainNothingTwice() throws Exception {
        DroltProcess first = table("two");
        DroltProcess second = table("two");
        Result one = first.result();
        Result other = second.result();
        assertThat(one.exitCode()).as(one.err()).isZero();
        assertThat(other.exitCode()).as(other.err()).isZero();
        assertThat(TinyTable.files(folder.resolve("two"))).isEqualTo(alone);
        List<String> trained = new ArrayList<>(names(TRAINED, one.err()));
        trained.addAll(names(TRAINED, other.err()));
        assertThat(trained).containsExactlyInAnyOrderElementsOf(trainedAlone);
        assertThat(one.out().replace("two", "")).isEqualTo(other.out().replace("two", ""));
    }

    @Test
    void whenOneIsKilledTheOtherTakesItsStageOver() throws Exception {
        DroltProcess victim = table("killed");
        awaitLease(folder.resolve("killed/stages"));
        DroltProcess survivor = table("killed");
        Thread.sleep(1500); // both are at work, or the second one is about to be
        victim.signal("KILL");
        Result killed = victim.result();
        Result result = survivor.result();
        assertThat(killed.exitCode()).isEqualTo(137);
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(TinyTable.files(folder.resolve("killed"))).isEqualTo(alone);
        List<String> byBoth = new ArrayList<>(names(TRAINED, result.err()));
        byBoth.addAll(names(REUSED, result.err()));
        assertThat(byBoth).doesNotHaveDuplicates().containsAll(trainedAlone);
    }

    @Test
    void aWorkerOfAnotherVersionIsTurnedAway() throws Exception {
        Path output = folder.resolve("alone");
        Path stage;
        try (Stream<Path> stages = Files.list(output.resolve("stages"))) {
            stage = stages.sorted().findFirst().orElseThrow();
        }
        Path lease = stage.resolve(".lease-1");
        Files.writeString(lease, """
                {"owner": "x", "worker": {"host": "far", "machine": "far", "pid": 7, "started": 0,
                 "version": "0.0.1"}, "since": "", "heartbeat": "", "beats": 3}
                """);
        try {
            Result result = table("alone").result();
            assertThat(result.exitCode()).as(result.err()).isEqualTo(2);
            assertThat(result.err().lines().filter(line -> line.startsWith("drolt: ")))
                    .singleElement()
                    .asString()
                    .startsWith("drolt: " + stage + ": process 7 on far works there with drolt 0.0.1, this is drolt ")
                    .endsWith("or delete " + lease + " if that one is dead");
            assertThat(result.out()).isEmpty();
        } finally {
            Files.delete(lease);
        }
    }

    @Test
    void aFolderOfOtherDataIsRefused() throws Exception {
        Result result = TinyTable.start(
                        "table4",
                        folder.resolve("alone"),
                        null,
                        "--rows",
                        "ce,rs",
                        "--scale",
                        "0.01",
                        "--set",
                        "dataset.imageSeed=2")
                .result();
        assertThat(result.exitCode()).as(result.err()).isEqualTo(2);
        assertThat(result.err().lines().filter(line -> line.startsWith("drolt: ")))
                .singleElement()
                .asString()
                .contains("holds another run, with other recipe, data; choose another --output");
    }

    private static void awaitLease(Path stages) throws Exception {
        for (int i = 0; i < 12_000; i++) {
            if (Files.isDirectory(stages)) {
                try (Stream<Path> files = Files.walk(stages)) {
                    if (files.anyMatch(file -> file.getFileName().toString().startsWith("epoch-"))) {
                        return;
                    }
                } catch (java.io.UncheckedIOException e) {
                    continue; // a file went away under the walk
                }
            }
            Thread.sleep(10);
        }
        throw new AssertionError("no checkpoint in " + stages);
    }
}
