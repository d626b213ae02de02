package drolt.reproduction;

import drolt.configuration.ConfigReader;
import drolt.configuration.ConfigSource;
import java.util.List;
import java.util.Locale;

/** The tables that come with the program. */
public enum ShippedTable {
    TABLE1,
    TABLE2,
    TABLE3,
    TABLE4;

    TableConfig read() {
        return ConfigReader.read(
                ConfigSource.ofResource("tables/" + this + ".yaml", List.of()),
                TableConfig.class,
                TableConfig.defaults());
    }

    /** As files and commands write it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
