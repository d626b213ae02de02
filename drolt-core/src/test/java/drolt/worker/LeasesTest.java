package drolt.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import drolt.configuration.ConfigException;
import drolt.io.AtomicFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeasesTest {
    private static final LeaseTimes NEVER_RENEWED = new LeaseTimes(Duration.ofHours(1), Duration.ofHours(2));
    private static final LeaseTimes OFTEN_RENEWED = new LeaseTimes(Duration.ofMillis(5), Duration.ofSeconds(60));
    private static final Worker HERE = Worker.current("1.0");

    /** A process on another machine, of which nobody can tell here whether it lives. */
    private static final Worker ELSEWHERE = new Worker("far", "far boot", HERE.pid(), HERE.started(), "1.0");

    private final AtomicLong clock = new AtomicLong();

    @TempDir
    private Path root;

    private Leases leases(Worker worker, LeaseTimes times) {
        return new Leases(worker, times, clock::get);
    }

    private void seconds(long seconds) {
        clock.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    }

    private List<String> files() throws Exception {
        try (var files = Files.list(root)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void oneHasItUntilItIsGivenBackAndNothingStaysOfDoneWork() throws Exception {
        Leases first = leases(HERE, NEVER_RENEWED);
        Leases second = leases(HERE, NEVER_RENEWED);
        try (Lease lease = first.tryTake(root).orElseThrow()) {
            assertThat(files()).containsExactly(".lease-1");
            assertThat(second.tryTake(root)).isEmpty();
            assertThat(second.isTaken(root)).isTrue();
            assertThat(second.holder(root)).isEqualTo("process " + HERE.pid() + " on " + HERE.host());
            assertThat(lease.isLost()).isFalse();
            lease.workIsDone();
        }
        assertThat(files()).isEmpty();
        assertThat(second.isTaken(root)).isFalse();
        second.tryTake(root).orElseThrow().close();
    }

    @Test
    void noNumberIsGivenTwiceWhileWorkIsLeft() throws Exception {
        leases(HERE, NEVER_RENEWED).tryTake(root).orElseThrow().close();
        assertThat(files()).containsExactly(".lease-1");
        assertThat(root.resolve(".lease-1")).isEmptyFile();
        assertThat(leases(ELSEWHERE, NEVER_RENEWED).isTaken(root)).isFalse();
        Lease next = leases(ELSEWHERE, NEVER_RENEWED).tryTake(root).orElseThrow();
        assertThat(files()).containsExactly(".lease-2");
        next.close();
        leases(HERE, NEVER_RENEWED).removeAbandoned(root); // as where the work is done
        assertThat(files()).isEmpty();
    }

    @Test
    void aWatcherThatLookedLongAgoTakesNothing() throws Exception {
        LeaseFolder folder = new LeaseFolder(root);
        leases(HERE, NEVER_RENEWED).tryTake(root).orElseThrow().close();
        assertThat(folder.create(1, "of one who saw no lease at all")).isFalse();
        assertThat(root.resolve(".lease-1")).isEmptyFile();
    }

    @Test
    void anEmptyFileOfAKilledProcessHoldsNobodyUp() throws Exception {
        Files.createFile(root.resolve(".lease-7")); // killed, or the disk was full, between creating and writing
        Leases watcher = leases(HERE, LeaseTimes.USUAL);
        assertThat(watcher.isTaken(root)).isFalse();
        assertThat(watcher.tryTake(root)).isPresent();
        assertThat(files()).containsExactly(".lease-8");
    }

    @Test
    void anOwnerWhoseNumberBearsAnotherNameHasLostIt() throws Exception {
        LeaseTimes slow =
                new LeaseTimes(Duration.ofMillis(1500), Duration.ofSeconds(60)); // not before the file changes
        Lease asleep = leases(ELSEWHERE, slow).tryTake(root).orElseThrow();
        CountDownLatch told = new CountDownLatch(1);
        asleep.whenLost(told::countDown);
        Path file = root.resolve(".lease-1");
        String other = Files.readString(file).replaceFirst("\"owner\" : \"", "\"owner\" : \"not-");
        AtomicFiles.writeString(file, other);
        assertThat(told.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(file).hasContent(other);
        asleep.close();
        assertThat(file).as("another's is not closed").hasContent(other);
    }

    @Test
    void theStartIsToldByAClockThatNobodySets() throws Exception {
        Path uptime = Path.of("/proc/uptime");
        Assumptions.assumeTrue(Files.exists(uptime), "no /proc here: skipped");
        double seconds = Double.parseDouble(Files.readString(uptime).split(" ")[0]);
        assertThat(HERE.started()).as("in ticks, 100 a second").isPositive().isLessThanOrEqualTo((long)
                (seconds * 100));
    }

    @Test
    void ofManyThatTryAtOnceOneGetsIt() throws Exception {
        int count = 12;
        ExecutorService threads = Executors.newFixedThreadPool(count);
        for (int round = 0; round < 20; round++) {
            Path folder = root.resolve("round-" + round);
            CountDownLatch start = new CountDownLatch(1);
            List<Future<Optional<Lease>>> tries = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                Leases own = leases(HERE, NEVER_RENEWED);
                Callable<Optional<Lease>> attempt = () -> {
                    start.await();
                    return own.tryTake(folder);
                };
                tries.add(threads.submit(attempt));
            }
            start.countDown();
            List<Lease> held = new ArrayList<>();
            for (Future<Optional<Lease>> attempt : tries) {
                attempt.get().ifPresent(held::add);
            }
            assertThat(held).hasSize(1);
        }
        threads.shutdown();
    }

    @Test
    void aProcessThatEndedOnThisMachineLosesItAtOnce() throws Exception {
        Process process = new ProcessBuilder("true").start();
        long pid = process.pid();
        process.waitFor();
        Worker dead = new Worker(HERE.host(), HERE.machine(), pid, 0, "1.0");
        leases(dead, NEVER_RENEWED).tryTake(root).orElseThrow();
        try (Lease lease = leases(HERE, NEVER_RENEWED).tryTake(root).orElseThrow()) {
            assertThat(files()).as("%s", lease.isLost()).containsExactly(".lease-2");
        }
    }

    @Test
    void onlyALeaseWhoseOwnerIsKnownToHaveEndedIsAbandoned() throws Exception {
        leases(HERE, NEVER_RENEWED).removeAbandoned(root.resolve("nowhere"));
        Worker dead = new Worker(HERE.host(), HERE.machine(), HERE.pid(), HERE.started() - 1, "0.9");
        leases(dead, NEVER_RENEWED).tryTake(root).orElseThrow();
        leases(HERE, NEVER_RENEWED).removeAbandoned(root);
        assertThat(files()).isEmpty();
        for (Worker other : List.of(HERE, ELSEWHERE)) {
            try (Lease lease = leases(other, NEVER_RENEWED).tryTake(root).orElseThrow()) {
                leases(HERE, NEVER_RENEWED).removeAbandoned(root);
                assertThat(files()).as("%s", lease.isLost()).containsExactly(".lease-1");
                lease.workIsDone();
            }
        }
        assertThat(root.resolve("nowhere")).doesNotExist();
    }

    @Test
    void aNumberGivenToAnotherProcessIsNotTakenForTheOldOne() {
        Worker before = new Worker(HERE.host(), HERE.machine(), HERE.pid(), HERE.started() - 1, "1.0");
        assertThat(before.isGone(HERE)).isTrue();
        assertThat(HERE.isGone(HERE)).isFalse();
        assertThat(ELSEWHERE.isGone(HERE)).as("nobody can tell").isFalse();
    }

    @Test
    void silenceIsMeasuredByTheWatchersClockFromItsFirstLook() {
        leases(ELSEWHERE, NEVER_RENEWED).tryTake(root).orElseThrow();
        Leases watcher = leases(HERE, LeaseTimes.USUAL);
        assertThat(watcher.tryTake(root)).isEmpty();
        seconds(59);
        assertThat(watcher.tryTake(root)).isEmpty();
        seconds(1);
        Optional<Lease> lease = watcher.tryTake(root);
        assertThat(lease).isPresent();
        lease.get().close();
    }

    @Test
    void aHeartbeatKeepsIt() throws Exception {
        Leases watcher = leases(HERE, LeaseTimes.USUAL);
        try (Lease lease = leases(ELSEWHERE, OFTEN_RENEWED).tryTake(root).orElseThrow()) {
            for (int i = 0; i < 5; i++) {
                assertThat(watcher.tryTake(root)).isEmpty();
                String before = Files.readString(root.resolve(".lease-1")); // after the look: what it saw or later
                while (Files.readString(root.resolve(".lease-1")).equals(before)) {
                    Thread.sleep(2);
                }
                seconds(60);
            }
            assertThat(lease.isLost()).isFalse();
        }
    }

    @Test
    void anOwnerThatWakesUpHearsThatOthersTookItOver() throws Exception {
        LeaseTimes slow = new LeaseTimes(Duration.ofMillis(200), Duration.ofSeconds(60));
        Lease asleep = leases(ELSEWHERE, slow).tryTake(root).orElseThrow();
        CountDownLatch told = new CountDownLatch(1);
        asleep.whenLost(told::countDown);
        Files.writeString(root.resolve(".lease-2"), ""); // what a take-over makes first
        assertThat(told.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(asleep.isLost()).isTrue();
        asleep.close();
        assertThat(files()).containsExactly(".lease-2");
    }

    @Test
    void oneThatWasNeverWrittenWholeEndsInSilence() throws Exception {
        Files.writeString(root.resolve(".lease-7"), "{\"owner\": \"a");
        Leases watcher = leases(HERE, LeaseTimes.USUAL);
        assertThat(watcher.tryTake(root)).isEmpty();
        seconds(60);
        assertThat(watcher.tryTake(root)).isPresent();
        assertThat(files()).containsExactly(".lease-8");
    }

    @Test
    void oneOfBytesThatAreNoTextEndsInSilence() throws Exception {
        Files.write(root.resolve(".lease-7"), new byte[] {'{', (byte) 0xff, (byte) 0xc3, '"'});
        Leases watcher = leases(HERE, LeaseTimes.USUAL);
        assertThat(watcher.tryTake(root)).isEmpty();
        assertThat(watcher.holder(root)).isEqualTo("another worker");
        seconds(60);
        assertThat(watcher.tryTake(root)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"owner", "worker", "since", "heartbeat", "beats", "host", "machine", "pid", "started", "version"
            })
    void oneThatLostAKeyEndsInSilenceAndNotAtOnce(String key) throws Exception {
        leases(HERE, NEVER_RENEWED).tryTake(root).orElseThrow();
        Path file = root.resolve(".lease-1");
        Files.writeString(file, Files.readString(file).replace("\"" + key + "\"", "\"~" + key.substring(1) + "\""));
        Leases watcher = leases(HERE, LeaseTimes.USUAL);
        watcher.removeAbandoned(root);
        assertThat(watcher.tryTake(root)).isEmpty();
        seconds(60);
        assertThat(watcher.tryTake(root)).isPresent();
    }

    @Test
    void aLivingWorkerOfAnotherVersionIsRefusedInOneLine() {
        Path stage = root.resolve("0123456789abcdef");
        leases(new Worker("far", "far boot", 7, 0, "0.9 (engine x)"), NEVER_RENEWED)
                .tryTake(stage)
                .orElseThrow();
        Leases watcher = leases(HERE, LeaseTimes.USUAL);
        assertThatThrownBy(() -> watcher.requireOneVersion(root))
                .isInstanceOf(ConfigException.class)
                .hasMessage(stage + ": process 7 on far works there with drolt 0.9 (engine x), this is drolt 1.0; give"
                        + " all workers one version, or delete " + stage.resolve(".lease-1") + " if that one is dead");
        assertThatThrownBy(() -> watcher.tryTake(stage)).isInstanceOf(ConfigException.class);
        seconds(60);
        watcher.requireOneVersion(root);
    }

    @Test
    void aFolderThatCannotBeMadeIsOneLine() throws Exception {
        Path file = Files.writeString(root.resolve("file"), "");
        assertThatThrownBy(() -> leases(HERE, NEVER_RENEWED).tryTake(file.resolve("stage")))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("cannot write to " + file.resolve("stage") + ": ");
    }
}
