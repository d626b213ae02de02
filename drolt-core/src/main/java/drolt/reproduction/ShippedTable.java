package drolt.reproduction;

import drolt.configuration.ClosestName;
import drolt.configuration.ConfigException;
import drolt.configuration.ConfigReader;
import drolt.configuration.ConfigSource;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The tables that come with the program. */
public enum ShippedTable {
    TABLE1,
    TABLE2,
    TABLE3,
    TABLE4;

    /**
     * The table of a name.
     *
     * @throws ConfigException if there is none
     */
    public static ShippedTable named(String name) {
        return Stream.of(values())
                .filter(table -> table.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new ConfigException(ClosestName.refusal(
                        "table",
                        name,
                        Stream.of(values()).map(ShippedTable::toString).toList())));
    }

    TableConfig read() {
        return ConfigReader.read(
                ConfigSource.ofResource("tables/" + this + ".yaml", List.of()),
                TableConfig.class,
                TableConfig.defaults());
    }

    /** The name in files and commands. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
