package drolt.reproduction;

import drolt.configuration.ConfigException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a table is made.
 *
 * @param scale factor on the length of every schedule, above 0
 * @param seeds number of seeds, from 1 on
 * @param rows patterns of the keys of rows, with {@code *} and {@code ?}; empty: all
 * @param controls whether each row with a robust term gets one without it
 * @param baseline key of the row that the others are compared with, seed by seed; null: none
 * @param overrides keys of every recipe, {@code key=value} each; of one data set's recipe, {@code data:key=value}
 */
public record TableOptions(
        Setting setting,
        double scale,
        int seeds,
        List<String> rows,
        boolean controls,
        @Nullable String baseline,
        List<String> overrides) {
    private static final double LONGEST = 100;

    public TableOptions {
        if (!(scale > 0 && scale <= LONGEST)) {
            throw new ConfigException("--scale: " + scale + " must be above 0 and at most 100, for example 0.2");
        }
        if (seeds < 1) {
            throw new ConfigException("--seeds: " + seeds + " must be at least 1, for example 3");
        }
        for (String override : overrides) {
            String key = override.split("=", 2)[0].strip();
            if (key.equals("seed") || key.endsWith(":seed")) {
                throw new ConfigException(
                        "--set " + override + ": a table's runs have the seeds 1, 2, ...; --seeds says" + " how many");
            }
        }
        rows = List.copyOf(rows);
        overrides = List.copyOf(overrides);
    }
}
