package drolt.board;

import static org.assertj.core.api.Assertions.assertThat;

import drolt.board.RunFeed.Changes;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class RunsFolderTest {
    private static final int MANY = 1000;

    @TempDir
    private Path runs;

    private RunRow only() throws Exception {
        return new RunsFolder(runs).scan().runs().values().iterator().next();
    }

    @Test
    void aFinishedRunShowsItsTableAndNothingBehindItIsRead() throws Exception {
        Path run = RunFolders.begun(runs, "one", "");
        RunFolders.result(run);
        RunRow row = only();
        assertThat(row.status()).isEqualTo(RunStatus.FINISHED);
        assertThat(row.arms()).extracting(RunRow.ArmRow::name).containsExactly("CE", "DRO-LT");
        assertThat(row.arms().get(0).few()).isNull();
        assertThat(row.arms().get(0).accuracy()).isEqualTo(0.4);
        assertThat(row.testSelected()).isTrue();
        assertThat(row.report()).isFalse();
        Files.writeString(run.resolve("report.html"), "<p>");
        assertThat(only().report()).isTrue();
    }

    @Test
    void aRunThatFellSilentIsBrokenOff() throws Exception {
        Path run = RunFolders.begun(runs, "one", "");
        assertThat(only().status()).isEqualTo(RunStatus.UNKNOWN);
        RunFolders.state(run, "TRAINING", Instant.now(), 3);
        assertThat(only().status()).isEqualTo(RunStatus.TRAINING);
        assertThat(only().secondsLeft()).isEqualTo(7.0);
        RunFolders.state(run, "TRAINING", Instant.now().minusSeconds(60), 3);
        assertThat(only().status()).isEqualTo(RunStatus.BROKEN_OFF);
        assertThat(only().secondsLeft()).as("nobody works on it").isNull();
        RunFolders.state(run, "INTERRUPTED", Instant.now().minusSeconds(60), 3);
        assertThat(only().status()).isEqualTo(RunStatus.INTERRUPTED);
    }

    @Test
    void whatIsNoRunIsToldInALineAndLinksAreNotFollowed(@TempDir Path outside) throws Exception {
        RunFolders.begun(outside, "secret", "");
        Files.createSymbolicLink(runs.resolve("link"), outside.resolve("secret"));
        Path inner = RunFolders.begun(runs, "inner", "");
        Files.createSymbolicLink(inner.resolve("report.html"), outside.resolve("secret/run.json"));
        Path record = Files.createDirectory(runs.resolve("record-is-a-link"));
        Files.createSymbolicLink(record.resolve("run.json"), outside.resolve("secret/run.json"));
        Files.writeString(RunFolders.begun(runs, "torn", "").resolve("run.json"), "{\"recipe\": \"ti");
        Files.writeString(RunFolders.begun(runs, "torn-result", "").resolve("result.json"), "{\"arms\": [{");
        Files.writeString(RunFolders.begun(runs, "torn-state", "").resolve("state.json"), "{");
        Files.createDirectory(runs.resolve("foreign"));
        Files.createDirectory(runs.resolve(".hidden"));
        Files.writeString(runs.resolve("notes.txt"), "x");

        RunsFolder.Scan scan = new RunsFolder(runs).scan();
        assertThat(scan.runs()).containsOnlyKeys("inner", "torn-result", "torn-state");
        assertThat(scan.runs().get("inner").report()).isFalse();
        assertThat(scan.problems())
                .containsExactly(
                        "foreign: is not a run's folder (no run.json); skipped",
                        "inner/report.html is a link, and links are not followed; not shown",
                        "link: is a link, and links are not followed; skipped",
                        "notes.txt: is not a run's folder; skipped",
                        "record-is-a-link: run.json is a link, and links are not followed; skipped",
                        "torn-result/result.json is damaged; not shown",
                        "torn-state/state.json is damaged; not shown",
                        "torn: run.json is damaged; skipped");
    }

    @Test
    void aThousandRunsAreListedInUnderASecond() throws Exception {
        for (int i = 0; i < MANY; i++) {
            Path run = RunFolders.begun(runs, "run-" + i, "");
            RunFolders.result(run);
            RunFolders.state(run, "FINISHED", Instant.now(), 9);
            RunFolders.metrics(run, 20);
        }
        RunsFolder folder = new RunsFolder(runs);
        RunFeed feed = new RunFeed();
        assertThat(folder.scan().runs()).hasSize(MANY); // reads them all
        JsonMapper json = new JsonMapper();
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long began = threads.getCurrentThreadCpuTime(); // not what other processes of a busy machine take
        feed.update(folder.scan());
        assertThat(json.writeValueAsBytes(feed.all()).length).isGreaterThan(MANY * 100);
        double seconds = (threads.getCurrentThreadCpuTime() - began) / 1e9;
        assertThat(seconds).isLessThan(1);
    }

    @Test
    void whoeverSawAChangeGetsWhatCameSince() throws Exception {
        Path run = RunFolders.begun(runs, "one", "");
        RunFolders.begun(runs, "two", "");
        RunsFolder folder = new RunsFolder(runs);
        RunFeed feed = new RunFeed();
        feed.update(folder.scan());
        Changes first = feed.await(null, 10);
        assertThat(first.all()).isTrue();
        assertThat(first.runs()).hasSize(2);
        feed.update(folder.scan());
        assertThat(feed.await(first.id(), 10)).as("nothing new").isNull();

        RunFolders.state(run, "TRAINING", Instant.now(), 1);
        feed.update(folder.scan());
        RunFolders.state(run, "TRAINING", Instant.now(), 2);
        Files.delete(runs.resolve("two/run.json"));
        feed.update(folder.scan());
        Changes later = feed.await(first.id(), 10);
        assertThat(later.all()).isFalse();
        assertThat(later.runs()).extracting(RunRow::name).containsExactly("one");
        assertThat(later.runs().get(0).epoch()).isEqualTo(2);
        assertThat(later.removed()).containsExactly("two");
        assertThat(later.problems()).hasSize(1);
        for (String other : List.of("", "someoneelse-3", first.id() + "9")) {
            assertThat(feed.await(other, 10).all()).as(other).isTrue();
        }
    }

    @Test
    void curvesLeaveDamagedLinesOutAndSayHowMany() throws Exception {
        Path run = RunFolders.begun(runs, "one", "");
        RunFolders.metrics(run, 3);
        Files.writeString(
                run.resolve("metrics.jsonl"), Files.readString(run.resolve("metrics.jsonl")) + "{\"stage\":\"a\",\"ep");
        Curves curves = Curves.read(PlainFile.find(RunEntry.curves(run)).orElseThrow());
        assertThat(curves.skipped()).isEqualTo(1);
        assertThat(curves.epochs()).hasSize(3);
        assertThat(curves.epochs().get(1))
                .containsEntry("stage", "a")
                .containsEntry("loss", 0.5)
                .containsEntry("meanRadius", 2.0)
                .doesNotContainKey("radii");
    }

    @Test
    void recipesDifferInTheKeysThatDiffer() throws Exception {
        JsonMapper mapper = new JsonMapper();
        var first = mapper.readTree("""
                {"configuration": {"seed": 1, "stages": {"a": {"epochs": 2, "milestones": [1, 2]}}, "same": {}},
                 "environment": {"threads": 1}, "dataFingerprint": "x", "fingerprint": "no recipe's key"}
                """);
        var second = mapper.readTree("""
                {"configuration": {"seed": 1, "stages": {"a": {"epochs": 3, "milestones": [1, 5]}, "b": {"epochs": 1}},
                 "same": {}}, "environment": {"threads": 2}, "dataFingerprint": "x", "fingerprint": "another"}
                """);
        assertThat(RecipeDifference.between(first, second))
                .containsExactly(
                        new RecipeDifference("environment.threads", "1", "2"),
                        new RecipeDifference("stages.a.epochs", "2", "3"),
                        new RecipeDifference("stages.a.milestones[1]", "2", "5"),
                        new RecipeDifference("stages.b.epochs", null, "1"));
        assertThat(RecipeDifference.between(first, first)).isEmpty();
    }
}
