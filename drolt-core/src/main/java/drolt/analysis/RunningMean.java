package drolt.analysis;

/** Means of neighbours, so that a course shows through the noise of single classes. */
public final class RunningMean {
    /** Neighbours on each side, as a share of all. */
    private static final int SHARE = 20;

    private RunningMean() {}

    /** Neighbours on each side of a course of this many values. */
    public static int neighbours(int size) {
        return Math.round((float) size / SHARE);
    }

    /**
     * The mean of each value and its neighbours on both sides, fewer at the ends; NaN are left out.
     *
     * @return as many values; NaN where all are
     */
    public static double[] of(double[] values) {
        int reach = neighbours(values.length);
        double[] means = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            double sum = 0;
            int count = 0;
            for (int j = Math.max(0, i - reach); j <= Math.min(values.length - 1, i + reach); j++) {
                if (!Double.isNaN(values[j])) {
                    sum += values[j];
                    count++;
                }
            }
            means[i] = count == 0 ? Double.NaN : sum / count;
        }
        return means;
    }
}
