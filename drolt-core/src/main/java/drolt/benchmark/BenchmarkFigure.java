package drolt.benchmark;

import org.jspecify.annotations.Nullable;

/**
 * One measured figure.
 *
 * @param name what was measured
 * @param value median of the rounds
 * @param unit of the value
 * @param ratio of the medians of this and of its baseline; null where the value itself is held against the bar
 * @param bar what the ratio (or the value) is held against; null: it is reported only
 * @param holds whether it keeps to the bar; null where there is none or it does not apply on this machine
 * @param note what it is compared with, or why the bar does not apply
 */
public record BenchmarkFigure(
        String name,
        double value,
        String unit,
        @Nullable Double ratio,
        @Nullable Double bar,
        @Nullable Boolean holds,
        String note) {
    /** A figure that is reported only. */
    static BenchmarkFigure reported(String name, double value, String unit, String note) {
        return new BenchmarkFigure(name, value, unit, null, null, null, note);
    }

    /** A ratio that must not be below the bar. */
    static BenchmarkFigure atLeast(String name, double value, String unit, double ratio, double bar, String note) {
        return new BenchmarkFigure(name, value, unit, ratio, bar, ratio >= bar, note);
    }

    /** A ratio that must not be above the bar. */
    static BenchmarkFigure atMost(String name, double value, String unit, double ratio, double bar, String note) {
        return new BenchmarkFigure(name, value, unit, ratio, bar, ratio <= bar, note);
    }

    /** A value that must not be above the bar. */
    static BenchmarkFigure valueAtMost(String name, double value, String unit, double bar, String note) {
        return new BenchmarkFigure(name, value, unit, null, bar, value <= bar, note);
    }
}
