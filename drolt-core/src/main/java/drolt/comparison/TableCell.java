package drolt.comparison;

import org.jspecify.annotations.Nullable;

/**
 * What stands in a row and column, in percent.
 *
 * @param measured here; null: nothing was
 * @param published null: nothing is
 */
public record TableCell(
        @Nullable Summary measured, @Nullable PublishedNumber published) {
    /** An empty place. */
    static final TableCell EMPTY = new TableCell(null, null);

    /** Measured less published; null where one is missing. */
    public @Nullable Double difference() {
        return measured == null || published == null ? null : measured.mean() - published.value();
    }

    boolean isEmpty() {
        return measured == null && published == null;
    }
}
