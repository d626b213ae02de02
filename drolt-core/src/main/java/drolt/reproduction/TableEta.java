package drolt.reproduction;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;

/**
 * How long a table will still take: the multiply-adds of the stages that are not done, at the rate at which this process
 * has trained so far.
 *
 * <p>Evaluations are left out, and other workers count only by what they have finished, so with several of them it is the
 * time that this one would need alone. Not safe for use from several threads.
 */
public final class TableEta {
    private static final double NANOS_PER_SECOND = 1e9;

    /** A stage of a run. */
    private record Key(String run, String stage) {}

    private final Map<Key, Double> costs = new HashMap<>();
    private final Map<Key, Double> left = new HashMap<>();
    private final LongSupplier nanoTime;
    private double done;
    private double seconds;
    private double lastShare;
    private long lastNanos;

    private TableEta(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * Of all stages of these runs; empty if only files of the data show how much there is to train on.
     *
     * @param nanoTime a clock like {@link System#nanoTime}
     */
    public static Optional<TableEta> of(List<PlannedRun> runs, LongSupplier nanoTime) {
        TableEta eta = new TableEta(nanoTime);
        for (PlannedRun run : runs) {
            List<StageCost> stages =
                    RunCost.of(run.recipe().config()).map(RunCost::stages).orElse(List.of());
            if (stages.isEmpty()) {
                return Optional.empty();
            }
            stages.forEach(stage -> eta.put(run.name(), stage.stage(), stage.multiplyAdds()));
        }
        return Optional.of(eta);
    }

    private void put(String run, String stage, double multiplyAdds) {
        costs.put(new Key(run, stage), multiplyAdds);
        left.put(new Key(run, stage), multiplyAdds);
    }

    /** A stage's training begins, or goes on where this share of its steps is done. */
    public void stageStarts(String run, String stage, double share) {
        lastShare = share;
        lastNanos = nanoTime.getAsLong();
        setLeft(run, stage, share);
    }

    /** Reports the share of steps done of the stage that began last. */
    public void stageAt(String run, String stage, double share) {
        long now = nanoTime.getAsLong();
        done += (share - lastShare) * cost(run, stage);
        seconds += (now - lastNanos) / NANOS_PER_SECOND;
        lastShare = share;
        lastNanos = now;
        setLeft(run, stage, share);
    }

    /** A stage has its result, from whomever. */
    public void stageEnds(String run, String stage) {
        setLeft(run, stage, 1);
    }

    private void setLeft(String run, String stage, double share) {
        left.put(new Key(run, stage), (1 - share) * cost(run, stage));
    }

    private double cost(String run, String stage) {
        return costs.getOrDefault(new Key(run, stage), 0.0);
    }

    /** Empty until something was trained that gives a rate. */
    public OptionalDouble secondsLeft() {
        if (!(done > 0 && seconds > 0)) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(sum(left) / done * seconds);
    }

    /** Share of all multiply-adds, in [0, 1]; 1 where there are none. */
    public double shareDone() {
        double all = sum(costs);
        return all > 0 ? 1 - sum(left) / all : 1;
    }

    private static double sum(Map<Key, Double> values) {
        return values.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
