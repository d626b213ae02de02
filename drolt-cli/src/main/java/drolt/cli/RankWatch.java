package drolt.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Waits for the ranks that {@code launch} has started. Rank 0 speaks for itself; what the others say is told where it says
 * more than rank 0 knows.
 */
final class RankWatch {
    private static final long POLL_MILLIS = 50;
    /** They end by themselves where one is lost; a rank that is not at a meeting point only learns of it there. */
    private static final long LONGEST_ALONE_SECONDS = 15;

    private static final long LONGEST_TERMINATION_SECONDS = 10;

    private final ConsoleOptions console;
    private final List<Process> ranks;
    private final BooleanSupplier stopped;
    private final List<List<String>> lines = new ArrayList<>();
    private final List<Thread> readers = new ArrayList<>();

    /**
     * @param stopped whether all shall stop after the step under way
     */
    RankWatch(ConsoleOptions console, List<Process> ranks, BooleanSupplier stopped) {
        this.console = console;
        this.ranks = List.copyOf(ranks);
        this.stopped = stopped;
        for (int rank = 1; rank < ranks.size(); rank++) {
            Process process = ranks.get(rank);
            List<String> own = new ArrayList<>();
            lines.add(own);
            Thread reader = new Thread(() -> read(process, own), "rank-" + rank);
            reader.setDaemon(true);
            reader.start();
            readers.add(reader);
        }
    }

    private static void read(Process process, List<String> own) {
        try (BufferedReader errors =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
            errors.lines().forEach(own::add);
        } catch (IOException | UncheckedIOException e) {
            own.add("what it said cannot be read: " + e.getMessage());
        }
    }

    /** The exit code of rank 0, or of another one that failed. */
    int untilAllEnd() {
        try {
            boolean told = false;
            long failedAt = 0;
            while (ranks.stream().anyMatch(Process::isAlive)) {
                if (stopped.getAsBoolean() && !told) {
                    ranks.forEach(rank -> rank.toHandle().destroy()); // as a signal to each
                    told = true;
                }
                if (failedAt == 0 && ranks.stream().anyMatch(RankWatch::hasFailed)) {
                    failedAt = System.nanoTime();
                }
                if (failedAt != 0 && secondsSince(failedAt) > LONGEST_ALONE_SECONDS) {
                    end();
                }
                Thread.sleep(POLL_MILLIS);
            }
            for (Thread reader : readers) {
                reader.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return code();
    }

    private static boolean hasFailed(Process rank) {
        return !rank.isAlive() && rank.exitValue() != ExitCode.OK;
    }

    private static long secondsSince(long nanoTime) {
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - nanoTime);
    }

    private void end() throws InterruptedException {
        ranks.forEach(rank -> rank.toHandle().destroy());
        for (Process rank : ranks) {
            if (!rank.waitFor(LONGEST_TERMINATION_SECONDS, TimeUnit.SECONDS)) {
                rank.toHandle().destroyForcibly();
                rank.waitFor();
            }
        }
    }

    private int code() {
        int leading = ranks.get(0).exitValue();
        int code = leading;
        for (int rank = 1; rank < ranks.size(); rank++) {
            int own = ranks.get(rank).exitValue();
            if (own != ExitCode.OK && leading != ExitCode.USAGE && !stopped.getAsBoolean()) {
                List<String> said = lines.get(rank - 1);
                console.problem("rank " + rank + ": "
                        + (said.isEmpty() ? "ended with code " + own : said.get(said.size() - 1)));
            }
            code = code == ExitCode.OK ? own : code;
        }
        return code;
    }
}
