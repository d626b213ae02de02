package drolt.comparison;

import drolt.configuration.InvalidValueException;
import java.util.Map;

/**
 * One row of a published table.
 *
 * @param printed how it is called there
 * @param source where its numbers come from, as the table says
 * @param numbers in percent, by the keys of the columns
 * @param deviations what is printed behind the plus-minus sign, by column; absent where nothing is
 * @param doubts what speaks against a number, by column
 */
public record PublishedRow(
        String printed,
        String source,
        Map<String, Double> numbers,
        Map<String, Double> deviations,
        Map<String, String> doubts) {
    public PublishedRow {
        numbers.forEach((column, number) -> {
            if (!(number >= 0 && number <= 100)) {
                throw new InvalidValueException("numbers." + column, number, "must lie in 0..100, in percent");
            }
        });
        requireNumber("deviations", deviations, numbers);
        requireNumber("doubts", doubts, numbers);
    }

    private static void requireNumber(String key, Map<String, ?> about, Map<String, Double> numbers) {
        about.keySet().forEach(column -> {
            if (!numbers.containsKey(column)) {
                throw new InvalidValueException(
                        key + "." + column, "the column", "must be one of those that have a number");
            }
        });
    }
}
