package drolt.cli;

import drolt.configuration.ConfigException;
import drolt.configuration.KeyPaths;
import drolt.recipe.RecipeReader;
import drolt.recipe.ShippedRecipe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.PositionalParamSpec;

/** How a key of a recipe is given, for whoever typed it as an option. */
final class RecipeKeyHint {
    private RecipeKeyHint() {}

    /**
     * The end of a message about an unknown option.
     *
     * @param command which does not know it
     * @param option as typed, for example {@code --epochs} or {@code --batch-size=64}
     * @param arguments all that was typed
     * @return empty where the command reads no recipe, or the recipe has no such key
     */
    static Optional<String> of(CommandLine command, String option, List<String> arguments) {
        if (!command.getCommandSpec().optionsMap().containsKey("--set") || !option.startsWith("--")) {
            return Optional.empty();
        }
        String[] parts = option.substring(2).split("=", 2);
        String key = camelCase(parts[0]);
        String value = parts.length > 1 ? parts[1] : valueAfter(option, arguments);
        return recipe(command, arguments).flatMap(recipe -> hint(recipe, key, value));
    }

    private static String valueAfter(String option, List<String> arguments) {
        int next = arguments.indexOf(option) + 1;
        return next > 0 && next < arguments.size() && !arguments.get(next).startsWith("-")
                ? arguments.get(next)
                : "...";
    }

    private static String camelCase(String dashed) {
        return Pattern.compile("-(.)")
                .matcher(dashed)
                .replaceAll(found -> found.group(1).toUpperCase(Locale.ROOT));
    }

    /** The recipe that was named, else the one that the command takes by itself. */
    private static Optional<String> recipe(CommandLine command, List<String> arguments) {
        Optional<String> named = arguments.stream()
                .filter(word -> ShippedRecipe.find(word).isPresent()
                        || (word.matches(".*\\.ya?ml") && Files.isRegularFile(Path.of(word))))
                .findFirst();
        return named.or(() -> command.getCommandSpec().positionalParameters().stream()
                .findFirst()
                .map(PositionalParamSpec::defaultValue));
    }

    private static Optional<String> hint(String recipe, String key, String value) {
        try {
            List<String> paths =
                    KeyPaths.named(RecipeReader.read(recipe, List.of()).config(), key);
            if (!paths.contains(key) && isKey(recipe, key, value)) {
                return Optional.of("; write --set " + key + "=" + value);
            }
            if (paths.isEmpty()) {
                return Optional.empty();
            }
            String others = paths.contains(key) || paths.size() == 1
                    ? ""
                    : paths.stream().skip(1).limit(5).collect(Collectors.joining(", ", ", or one of ", ""));
            String first = paths.contains(key) ? key : paths.get(0);
            return Optional.of("; write --set " + first + "=" + value + others);
        } catch (ConfigException e) {
            return Optional.empty(); // the recipe's own mistake is told when it is read
        }
    }

    /** Whether it may stand at the top though no record has it: a key that stages have in common. */
    private static boolean isKey(String recipe, String key, String value) {
        try {
            RecipeReader.read(recipe, List.of(key + "=" + value));
            return true;
        } catch (ConfigException e) {
            return false;
        }
    }
}
