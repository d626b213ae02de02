package drolt.figure;

import org.jspecify.annotations.Nullable;

/**
 * An axis of numbers.
 *
 * @param label what it shows, with its unit in brackets
 * @param logarithmic to the base 10; values must be above 0 then
 * @param least where it begins; null: at the data
 * @param greatest where it ends; null: at the data
 */
public record Axis(
        String label,
        boolean logarithmic,
        @Nullable Double least,
        @Nullable Double greatest) {
    /** As far as the data goes. */
    public static Axis linear(String label) {
        return new Axis(label, false, null, null);
    }

    /** As far as the data goes, by powers of ten. */
    public static Axis logarithmic(String label) {
        return new Axis(label, true, null, null);
    }

    /** The same with fixed ends. */
    public Axis within(double newLeast, double newGreatest) {
        return new Axis(label, logarithmic, newLeast, newGreatest);
    }

    /** The same beginning at 0. */
    public Axis fromZero() {
        return new Axis(label, logarithmic, 0.0, greatest);
    }
}
