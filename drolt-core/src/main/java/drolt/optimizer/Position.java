package drolt.optimizer;

/**
 * Where training stands just before a step.
 *
 * @param epoch epochs done, from 0
 * @param step steps done in this epoch, from 0
 * @param stepsPerEpoch steps of every epoch, at least 1
 * @param epochs epochs of the whole stage, at least 1
 */
record Position(int epoch, int step, int stepsPerEpoch, int epochs) {
    Position {
        if (stepsPerEpoch < 1 || epochs < 1 || epoch < 0 || step < 0 || step >= stepsPerEpoch) {
            throw new IllegalArgumentException("no such step: epoch " + epoch + " of " + epochs + ", step " + step
                    + " of " + stepsPerEpoch + " (from 0)");
        }
    }

    /** Time in epochs: whole ones, or with the part of this one that is done. */
    double time(Granularity granularity) {
        return switch (granularity) {
            case EPOCH -> epoch;
            case STEP -> epoch + (double) step / stepsPerEpoch;
        };
    }
}
