package drolt.tuning;

import drolt.configuration.ConfigDefaults;
import drolt.configuration.ConfigException;
import drolt.configuration.ConfigReader;
import drolt.configuration.ConfigSource;
import drolt.configuration.InvalidValueException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which values of which keys are tried, and how.
 *
 * @param set keys that every trial changes before its own, {@code key=value} each
 * @param keys by the path that {@code --set} takes; applied in this order, so that a {@code kind} stands before its keys
 */
public record SearchSpace(
        List<String> set, SearchConfig search, HalvingConfig halving, Map<String, ParameterConfig> keys) {
    private static final int MOST_TRIALS = 1000;

    public SearchSpace {
        if (keys.isEmpty()) {
            throw new InvalidValueException("keys", "{}", "must hold at least one key");
        }
        set = List.copyOf(set);
        keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
        int trials = search.trials(List.copyOf(keys.values()));
        if (trials > MOST_TRIALS) {
            throw new InvalidValueException(
                    "search",
                    trials + " trials",
                    "must be at most " + MOST_TRIALS + "; take {kind: random, trials: 60}, or fewer values");
        }
        int fewest = halving.ratio(halving.rungs() - 1);
        if (trials < fewest) {
            throw new InvalidValueException(
                    "halving.rungs",
                    halving.rungs(),
                    "leaves less than one of " + trials + " trials for the last rung; take at least " + fewest
                            + " trials (--trials " + fewest + "), or a space with fewer rungs (--space)");
        }
    }

    /** The spaces that come with the program, by name. */
    public enum Shipped {
        PAPER("paper"),
        PAPER_LEARNED("paper-learned");

        private final String spaceName;

        Shipped(String spaceName) {
            this.spaceName = spaceName;
        }

        /** What commands take, and the file's name below {@code tuning} in the program's resources. */
        public String spaceName() {
            return spaceName;
        }
    }

    /**
     * Reads a space.
     *
     * @param nameOrFile name of a shipped one, or a path
     * @param overrides keys of the space itself, {@code key=value} each
     * @throws ConfigException with file, line and key of the first mistake
     */
    public static SearchSpace read(String nameOrFile, List<String> overrides) {
        Optional<Shipped> shipped = Stream.of(Shipped.values())
                .filter(space -> space.spaceName().equals(nameOrFile))
                .findFirst();
        if (shipped.isPresent()) {
            return read(ConfigSource.ofResource("tuning/" + nameOrFile + ".yaml", overrides));
        }
        Path file = Path.of(nameOrFile);
        if (!Files.exists(file)) {
            throw new ConfigException(nameOrFile + ": neither a search space nor a file; search spaces: "
                    + String.join(
                            ", ",
                            Stream.of(Shipped.values()).map(Shipped::spaceName).toList()));
        }
        return read(ConfigSource.ofFile(file, overrides));
    }

    /** Reads a space from text. */
    public static SearchSpace read(ConfigSource source) {
        String defaults = "tuning/defaults.yaml";
        return ConfigReader.read(
                source,
                SearchSpace.class,
                ConfigDefaults.parse(
                        ConfigSource.ofResource(defaults, List.of()).text(), defaults));
    }

    /** The trials: for each the value of every key, as {@code --set} takes it. */
    public List<Map<String, String>> trials() {
        List<String> names = List.copyOf(keys.keySet());
        return search.draw(List.copyOf(keys.values())).stream()
                .map(values -> {
                    Map<String, String> trial = new LinkedHashMap<>();
                    for (int i = 0; i < names.size(); i++) {
                        trial.put(names.get(i), values.get(i));
                    }
                    return trial;
                })
                .toList();
    }
}
