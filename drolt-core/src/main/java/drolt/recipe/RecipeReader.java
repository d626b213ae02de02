package drolt.recipe;

import drolt.configuration.ClosestName;
import drolt.configuration.ConfigDefaults;
import drolt.configuration.ConfigException;
import drolt.configuration.ConfigReader;
import drolt.configuration.ConfigSource;
import java.nio.file.Files;
import java.nio.file.Path;
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
        return read(nameOrFile, overrides, RecipeKinds.SHIPPED);
    }

    /**
     * Reads a recipe that may name losses and stages of one's own.
     *
     * @throws ConfigException with file, line and key of the first mistake
     * @throws IllegalArgumentException if two kinds have one name
     */
    public static Recipe read(String nameOrFile, List<String> overrides, RecipeKinds kinds) {
        ShippedRecipe shipped = ShippedRecipe.find(nameOrFile).orElse(null);
        if (shipped != null) {
            return read(new ConfigSource(shipped.text(), "recipe " + nameOrFile, overrides), nameOrFile, kinds);
        }
        Path file = Path.of(nameOrFile);
        if (!Files.exists(file)) {
            throw new ConfigException(nameOrFile + ": neither a recipe nor a file" + suggestion(nameOrFile)
                    + " recipes: " + String.join(", ", ShippedRecipe.names()));
        }
        return read(ConfigSource.ofFile(file, overrides), baseName(file), kinds);
    }

    /** Reads a recipe from text. */
    public static Recipe read(ConfigSource source, String name) {
        return read(source, name, RecipeKinds.SHIPPED);
    }

    /** Reads a recipe from text that may name losses and stages of one's own. */
    public static Recipe read(ConfigSource source, String name, RecipeKinds kinds) {
        Integer version = ConfigReader.peekInt(source, "version");
        if (version != null && version > ExperimentConfig.NEWEST_VERSION) {
            throw new ConfigException(source.name() + ": is a recipe of version " + version
                    + ", this program reads up to " + ExperimentConfig.NEWEST_VERSION + "; install a newer drolt");
        }
        return new Recipe(name, ConfigReader.read(source, ExperimentConfig.class, defaults(), kinds.records()));
    }

    /**
     * Reads one part of a recipe, with the reference's defaults: {@code part(LossConfig.class, "{kind: dro-lt}")}.
     *
     * @param type what it is: {@code LossConfig}, {@code SamplerConfig}, {@code StageConfig}, {@code DatasetConfig} ...
     * @param yaml its keys; those left out have their defaults
     * @throws ConfigException with the key of the first mistake
     */
    public static <T> T part(Class<T> type, String yaml) {
        return ConfigReader.read(
                new ConfigSource(yaml, type.getSimpleName()), type, defaults(), RecipeKinds.SHIPPED.records());
    }

    private static ConfigDefaults defaults() {
        return ConfigDefaults.parse(ShippedRecipe.reference(), "reference.yaml");
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
