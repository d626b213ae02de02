package drolt.figure.analysis;

import drolt.figure.Axis;
import java.util.Arrays;

/** Shares as figures show them. */
final class Percent {
    private static final double WHOLE = 100;

    private Percent() {}

    static double of(double share) {
        return share * WHOLE;
    }

    static double[] of(double[] shares) {
        return Arrays.stream(shares).map(Percent::of).toArray();
    }

    /** From nothing to the whole. */
    static Axis axis(String label) {
        return Axis.linear(label).within(0, WHOLE);
    }
}
