package drolt.comparison;

import drolt.configuration.ConfigDefaults;
import drolt.configuration.ConfigException;
import drolt.configuration.ConfigReader;
import drolt.configuration.ConfigSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A published table as printed.
 *
 * @param source publication and number of the table
 * @param rows by key
 */
public record PublishedTable(String source, Map<String, PublishedRow> rows) {
    /** The file of all that come with the program. */
    record Shipped(Map<String, PublishedTable> tables) {}

    /**
     * A table that comes with the program.
     *
     * @throws ConfigException if there is none of that name
     */
    public static PublishedTable named(String name) {
        ConfigDefaults defaults = ConfigDefaults.parse(
                ConfigSource.ofResource("tables/defaults.yaml", List.of()).text(), "tables/defaults.yaml");
        Shipped all =
                ConfigReader.read(ConfigSource.ofResource("tables/published.yaml", List.of()), Shipped.class, defaults);
        return Optional.ofNullable(all.tables().get(name))
                .orElseThrow(() -> new ConfigException("no numbers of a table '" + name + "' come with the program"));
    }

    /** The number in a row and column; null where none is printed. */
    public @Nullable PublishedNumber number(String row, String column) {
        PublishedRow found = rows.get(row);
        Double value = found == null ? null : found.numbers().get(column);
        return found == null || value == null
                ? null
                : new PublishedNumber(value, found.deviations().get(column));
    }
}
