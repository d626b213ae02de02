package drolt.cli;

import drolt.configuration.UserCache;
import drolt.experiment.RunOptions;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The folder in which data sets are looked for and to which they are downloaded; mixed into commands that need one. */
final class DataFolder {
    @Option(
            names = "--data",
            paramLabel = "<dir>",
            description = "Folder of the data sets; else DROLT_DATA, else the cache folder of this user.")
    private @Nullable Path option;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    /** The folder; it need not exist. */
    Location location() {
        return locate(option, System.getenv(), System.getProperty("os.name"), Path.of(System.getProperty("user.home")));
    }

    /**
     * What runs are told that look for data there.
     *
     * @param store folder of stages that they share; null: each keeps its own
     */
    RunOptions runOptions(@Nullable Path store) {
        return new RunOptions(location().path(), store, RunOptions.USUAL_LOADER_THREADS, typed());
    }

    /** The command line that this is a part of. */
    private @Nullable String typed() {
        ParseResult parsed =
                command == null ? null : command.root().commandLine().getParseResult();
        return parsed == null
                ? null
                : "drolt " + parsed.originalArgs().stream().map(ShellWord::of).collect(Collectors.joining(" "));
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
