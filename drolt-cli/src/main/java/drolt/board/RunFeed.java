package drolt.board;

import drolt.board.RunsFolder.Scan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The runs as last seen, each with the number of the change that made it so: whoever has seen change {@code n} gets what
 * changed since, however long he was away.
 */
final class RunFeed {
    private final String identity = UUID.randomUUID().toString().substring(0, 8);
    private final Map<String, RunRow> runs = new TreeMap<>();
    private final Map<String, Long> changedAt = new HashMap<>(); // of runs that are gone, too
    private List<String> problems = List.of();
    private long problemsChangedAt;
    private long version;
    private boolean closed;

    /**
     * What somebody must be told.
     *
     * @param id what he has then seen
     * @param all whether this is everything, and what he has besides is no longer
     * @param problems null: as before
     */
    record Changes(
            String id,
            boolean all,
            List<RunRow> runs,
            List<String> removed,
            @Nullable List<String> problems) {}

    synchronized void update(Scan scan) {
        long next = version + 1;
        boolean changed = false;
        for (RunRow row : scan.runs().values()) {
            if (!row.equals(runs.put(row.name(), row))) {
                changedAt.put(row.name(), next);
                changed = true;
            }
        }
        for (String name : List.copyOf(runs.keySet())) {
            if (!scan.runs().containsKey(name)) {
                runs.remove(name);
                changedAt.put(name, next);
                changed = true;
            }
        }
        if (!problems.equals(scan.problems())) {
            problems = scan.problems();
            problemsChangedAt = next;
            changed = true;
        }
        if (changed) {
            version = next;
            notifyAll();
        }
    }

    synchronized boolean contains(String run) {
        return runs.containsKey(run);
    }

    /** Everything. */
    synchronized Changes all() {
        return new Changes(identity + "-" + version, true, List.copyOf(runs.values()), List.of(), problems);
    }

    /**
     * Waits for something that somebody has not seen.
     *
     * @param seen identity of what he saw last; null or one of another board: nothing
     * @return null: nothing came within the time, or the board closes
     */
    synchronized @Nullable Changes await(@Nullable String seen, long millis) throws InterruptedException {
        long from = versionOf(seen);
        if (from < 0) {
            return all();
        }
        long deadline = System.nanoTime() + millis * 1_000_000;
        while (version <= from && !closed) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return null;
            }
            wait(left);
        }
        return closed ? null : since(from);
    }

    private Changes since(long from) {
        List<String> changed = changedAt.entrySet().stream()
                .filter(entry -> entry.getValue() > from)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        return new Changes(
                identity + "-" + version,
                false,
                changed.stream().filter(runs::containsKey).map(runs::get).toList(),
                changed.stream().filter(name -> !runs.containsKey(name)).toList(),
                problemsChangedAt > from ? problems : null);
    }

    /** -1 where it is not of this board. */
    private long versionOf(@Nullable String seen) {
        if (seen == null || !seen.matches(identity + "-\\d{1,18}")) {
            return -1;
        }
        long number = Long.parseLong(seen.substring(identity.length() + 1));
        return number > version ? -1 : number;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** Lets everybody go who waits. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
