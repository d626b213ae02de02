package drolt.cli;

import drolt.io.UserCache;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The folder in which data sets are looked for and to which they are downloaded; mixed into commands that need one. */
final class DataFolder {
    @Option(
            names = "--data",
            paramLabel = "<dir>",
            description = "Folder of the data sets; else DROLT_DATA, else the cache folder of this user.")
    private @Nullable Path option;

    /** The folder; it need not exist. */
    Location location() {
        return locate(option, System.getenv(), System.getProperty("os.name"), Path.of(System.getProperty("user.home")));
    }

    /** What gives the same folder on another command line is added to it. */
    TypedCommand addTo(TypedCommand command) {
        return command.option("--data", option);
    }

    static Location locate(@Nullable Path option, Map<String, String> environment, String system, Path home) {
        if (option != null) {
            return new Location(option.toAbsolutePath().normalize(), "--data");
        }
        String variable = environment.getOrDefault("DROLT_DATA", "");
        if (!variable.isBlank()) {
            return new Location(Path.of(variable).toAbsolutePath().normalize(), "DROLT_DATA");
        }
        boolean xdg = Path.of(environment.getOrDefault("XDG_CACHE_HOME", "")).isAbsolute() && !system.startsWith("Mac");
        return new Location(
                UserCache.folder(environment, system, home), xdg ? "XDG_CACHE_HOME" : "cache folder of this user");
    }

    /**
     * A folder and why it was taken.
     *
     * @param path absolute
     * @param chosenBy an option, a variable, or in words
     */
    record Location(Path path, String chosenBy) {}
}
