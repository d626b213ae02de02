package drolt.experiment;

import drolt.training.StepMetrics;
import drolt.training.TrainingProgress;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** How fast a stage goes in this process, and how long all that is left will take at that rate. */
final class StageClock {
    private final int epochs;
    private final int stepsPerEpoch;
    private final long epochsAfterwards;
    private final LongSupplier nanoTime;
    private final long began;
    private final long stepsBefore;
    private long stepsDone;
    private long images;

    /**
     * @param epochsAfterwards epochs of the stages that follow
     * @param nanoTime the time in nanoseconds, from any beginning
     */
    StageClock(
            int epochs,
            int stepsPerEpoch,
            TrainingProgress start,
            List<Integer> epochsAfterwards,
            LongSupplier nanoTime) {
        this.epochs = epochs;
        this.stepsPerEpoch = stepsPerEpoch;
        this.epochsAfterwards =
                epochsAfterwards.stream().mapToLong(Integer::longValue).sum();
        this.nanoTime = nanoTime;
        began = nanoTime.getAsLong();
        stepsBefore = (long) start.epoch() * stepsPerEpoch + start.step();
    }

    void step(StepMetrics metrics) {
        stepsDone++;
        images += metrics.images();
    }

    private double seconds() {
        return (nanoTime.getAsLong() - began) / 1e9;
    }

    @Nullable
    Double imagesPerSecond() {
        return images == 0 || seconds() <= 0 ? null : images / seconds();
    }

    /** Counts an epoch of a later stage like one of this: it says nothing of stages with other losses or samplers. */
    @Nullable
    Double secondsLeft() {
        if (stepsDone == 0) {
            return null;
        }
        long left = (epochs + epochsAfterwards) * stepsPerEpoch - stepsBefore - stepsDone;
        return seconds() / stepsDone * left;
    }
}
