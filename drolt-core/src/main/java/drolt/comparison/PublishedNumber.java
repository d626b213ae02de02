package drolt.comparison;

import org.jspecify.annotations.Nullable;

/**
 * A number of a publication, in percent.
 *
 * @param deviation what is printed behind the plus-minus sign; null: nothing
 */
public record PublishedNumber(double value, @Nullable Double deviation) {}
