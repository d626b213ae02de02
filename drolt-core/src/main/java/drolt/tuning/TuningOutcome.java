package drolt.tuning;

import java.util.List;

/** How a tuning ended. */
public sealed interface TuningOutcome {
    /**
     * All rungs are done.
     *
     * @param ranking the last record of every trial, best first: those that came further stand above the others; what
     *     diverged stands last in its rung
     */
    record Completed(List<TrialRecord> ranking) implements TuningOutcome {
        public Completed {
            ranking = List.copyOf(ranking);
        }

        /** Whether the first has a number at all. */
        public boolean hasBest() {
            return ranking.get(0).accuracy() != null;
        }
    }

    /** It was asked to stop; the same call goes on. */
    record Interrupted(int trial, String stage) implements TuningOutcome {}
}
