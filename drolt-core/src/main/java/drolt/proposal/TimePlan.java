package drolt.proposal;

import java.time.Duration;

/**
 * How many epochs fit into a time.
 *
 * @param first epochs of the stage that all arms share
 * @param second epochs of each arm's own stage after it
 * @param seconds that the whole run is expected to take
 */
record TimePlan(int first, int second, double seconds) {
    /** Stages after the shared one: cross-entropy, balanced softmax, DRO-LT. */
    private static final int OWN_STAGES = 3;

    private static final int MOST_EPOCHS = 200;
    private static final int OWN_SHARE = 4; // an own stage is a fourth of the shared one

    /** Share of the time in reserve for the start, the report and a machine that has other work. */
    private static final double RESERVE = 0.2;

    /** A forward pass takes about a third of a training step. */
    private static final double FORWARD = 3;

    /**
     * The most epochs that fit, at least one.
     *
     * @param training images trained on
     * @param validation images measured after every epoch
     * @param test images measured once an arm
     * @param steps images a second through training steps
     * @param decoded images a second that are read
     */
    static TimePlan of(int training, int validation, int test, double steps, double decoded, Duration time) {
        double most = time.toMillis() / 1000.0 * (1 - RESERVE);
        TimePlan plan = of(1, training, validation, test, steps, decoded);
        for (int epochs = 2; epochs <= MOST_EPOCHS; epochs++) {
            TimePlan longer = of(epochs, training, validation, test, steps, decoded);
            if (longer.seconds > most) {
                break;
            }
            plan = longer;
        }
        return plan;
    }

    private static TimePlan of(int first, int training, int validation, int test, double steps, double decoded) {
        double look = 1 / Math.min(FORWARD * steps, decoded);
        double epoch = training / Math.min(steps, decoded) + validation * look;
        int second = Math.max(1, first / OWN_SHARE);
        double centroids = second * training * look;
        double classifiers = 2 * training * look; // features of a frozen backbone, computed once
        double measuring = OWN_STAGES * (training + test + validation) * look;
        return new TimePlan(first, second, (first + OWN_STAGES * second) * epoch + centroids + classifiers + measuring);
    }
}
