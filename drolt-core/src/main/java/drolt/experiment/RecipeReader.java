package drolt.experiment;

import drolt.configuration.ClosestName;
import drolt.configuration.ConfigDefaults;
import drolt.configuration.ConfigException;
import drolt.configuration.ConfigReader;
import drolt.configuration.ConfigSource;
import drolt.loss.ExternalLossConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Reads recipes, shipped ones by name and users' own from files. */
public final class RecipeReader {
    private RecipeReader() {}

    /**
     * Reads a recipe.
     *
     * @param nameOrFile name of a shipped recipe, or a path
     * @param overrides {@code key=value} each
     * @throws ConfigException with file, line and key of the first mistake
     */
    public static Recipe read(String nameOrFile, List<String> overrides) {
        return read(nameOrFile, overrides, List.of());
    }

    /**
     * Reads a recipe that may name losses from outside.
     *
     * @param losses records, each with a kind
     * @throws ConfigException with file, line and key of the first mistake
     * @throws IllegalArgumentException if one of the losses is no record, or has the kind of another
     */
    public static Recipe read(
            String nameOrFile, List<String> overrides, Collection<Class<? extends ExternalLossConfig>> losses) {
        ShippedRecipe shipped = ShippedRecipe.find(nameOrFile).orElse(null);
        if (shipped != null) {
            return read(new ConfigSource(shipped.text(), "recipe " + nameOrFile, overrides), nameOrFile, losses);
        }
        Path file = Path.of(nameOrFile);
        if (!Files.exists(file)) {
            throw new ConfigException(nameOrFile + ": neither a recipe nor a file" + suggestion(nameOrFile)
                    + " recipes: " + String.join(", ", ShippedRecipe.names()));
        }
        return read(ConfigSource.ofFile(file, overrides), baseName(file), losses);
    }

    /** Reads a recipe from text. */
    public static Recipe read(ConfigSource source, String name) {
        return read(source, name, List.of());
    }

    /** Reads a recipe from text that may name losses from outside. */
    public static Recipe read(
            ConfigSource source, String name, Collection<Class<? extends ExternalLossConfig>> losses) {
        Integer version = ConfigReader.peekInt(source, "version");
        if (version != null && version > ExperimentConfig.NEWEST_VERSION) {
            throw new ConfigException(source.name() + ": is a recipe of version " + version
                    + ", this program reads up to " + ExperimentConfig.NEWEST_VERSION + "; install a newer drolt");
        }
        ConfigDefaults defaults = ConfigDefaults.parse(ShippedRecipe.reference(), "reference.yaml");
        return new Recipe(name, ConfigReader.read(source, ExperimentConfig.class, defaults, records(losses)));
    }

    private static List<Class<? extends Record>> records(Collection<Class<? extends ExternalLossConfig>> losses) {
        List<Class<? extends Record>> records = new ArrayList<>();
        for (Class<? extends ExternalLossConfig> loss : losses) {
            if (!loss.isRecord()) {
                throw new IllegalArgumentException(loss.getName() + " must be a record: its components are the keys");
            }
            records.add(loss.asSubclass(Record.class));
        }
        return records;
    }

    private static String suggestion(String name) {
        return ClosestName.to(name, ShippedRecipe.names())
                .map(closest -> "; did you mean '" + closest + "'?")
                .orElse(";");
    }

    private static String baseName(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
