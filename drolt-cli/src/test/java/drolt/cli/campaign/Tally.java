package drolt.cli.campaign;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How the tries of one mishap ended. */
final class Tally {
    private static final int LONGEST_REASON = 2_000;

    private final Mishap mishap;
    private final int wanted;
    private final Map<String, Integer> held = new TreeMap<>();
    private final List<String> failures = new ArrayList<>();
    private @Nullable String skipped;

    /**
     * @param wanted how many tries are to be made
     */
    Tally(Mishap mishap, int wanted) {
        this.mishap = mishap;
        this.wanted = wanted;
    }

    /**
     * A try that ended as promised.
     *
     * @param what was hit, or how it ended; counted by it
     */
    void held(String what) {
        held.merge(what, 1, Integer::sum);
    }

    /** A try that did not, and why. */
    void failed(long seed, String what, String why) {
        String reason = why.length() > LONGEST_REASON ? why.substring(0, LONGEST_REASON) + " ..." : why;
        failures.add(mishap.name() + ", seed " + seed + ": " + what + ": " + reason);
    }

    /** No further try is made. */
    void skip(String why) {
        skipped = why;
    }

    Mishap mishap() {
        return mishap;
    }

    int heldTries() {
        return held.values().stream().mapToInt(count -> count).sum();
    }

    int tries() {
        return heldTries() + failures.size();
    }

    int left() {
        return Math.max(0, wanted - tries());
    }

    /** How often each thing was hit and held. */
    Map<String, Integer> heldByWhat() {
        return held;
    }

    /** A line each, with its seed. */
    List<String> failures() {
        return failures;
    }

    /** Why nothing was tried, or no more; null where nothing was in the way. */
    @Nullable
    String skipped() {
        return skipped;
    }
}
