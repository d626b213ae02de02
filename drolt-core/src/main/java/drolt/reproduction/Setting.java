package drolt.reproduction;

import drolt.configuration.ClosestName;
import drolt.configuration.ConfigException;
import drolt.configuration.ConfigReader;
import drolt.configuration.ConfigSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Under which augmentation, and on how many images, the rows of a table are trained. */
public enum Setting {
    /** Each row by its own recipe. */
    AS_PUBLISHED,
    /** Crop and flip for all, equal images trained. */
    EQUAL,
    /** AutoAugment and Cutout for all, equal images trained. */
    EQUAL_STRONG;

    /** The file of all. */
    record Shipped(Map<String, SettingConfig> settings) {}

    /**
     * The setting of a name.
     *
     * @throws ConfigException if there is none
     */
    public static Setting named(String name) {
        return Stream.of(values())
                .filter(setting -> setting.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new ConfigException("no setting is named '" + name + "'"
                        + ClosestName.hint(
                                name, Stream.of(values()).map(Setting::toString).toList())));
    }

    SettingConfig read() {
        Shipped all = ConfigReader.read(
                ConfigSource.ofResource("tables/settings.yaml", List.of()), Shipped.class, TableConfig.defaults());
        return Objects.requireNonNull(all.settings().get(toString()), "settings.yaml lacks " + this);
    }

    /** The name in files and commands. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
