package drolt.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Times several contestants in turn, so that a machine whose speed drifts treats them alike. */
final class Rounds {
    private final int rounds;
    private final int stepsPerRound;

    Rounds(int rounds, int stepsPerRound) {
        this.rounds = rounds;
        this.stepsPerRound = stepsPerRound;
    }

    /** Steps of each contestant, without the first round. */
    int steps() {
        return rounds * stepsPerRound;
    }

    /** Median over the rounds of the seconds of one step, for each contestant; a first round warms up. */
    double[] secondsPerStep(Runnable... steps) {
        List<double[]> seconds = new ArrayList<>();
        for (int round = 0; round <= rounds; round++) {
            double[] times = new double[steps.length];
            for (int contestant = 0; contestant < steps.length; contestant++) {
                times[contestant] = time(steps[contestant]);
            }
            if (round > 0) {
                seconds.add(times);
            }
        }
        double[] medians = new double[steps.length];
        for (int contestant = 0; contestant < steps.length; contestant++) {
            int which = contestant;
            medians[contestant] =
                    median(seconds.stream().mapToDouble(times -> times[which]).toArray());
        }
        return medians;
    }

    private double time(Runnable step) {
        long began = System.nanoTime();
        for (int i = 0; i < stepsPerRound; i++) {
            step.run();
        }
        return (System.nanoTime() - began) / 1e9 / stepsPerRound;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
