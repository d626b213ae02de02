package drolt.cli;

import drolt.configuration.ClosestName;
import drolt.configuration.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Finds the runs that a command names: by their folders, or by their names in {@code runs}. */
final class RunNames {
    private static final Path USUAL = Path.of("runs");

    private RunNames() {}

    /**
     * The folder of a run: where it is a folder here and one in {@code runs}, the one that is a run.
     *
     * @throws ConfigException if there is no such folder, here or in {@code runs}
     */
    static Path find(Path given) {
        return find(given, Path.of(""));
    }

    /** The same of every one. */
    static List<Path> find(List<Path> given) {
        return given.stream().map(RunNames::find).toList();
    }

    /**
     * The same, seen from a folder.
     *
     * @param base what relative paths begin at
     */
    static Path find(Path given, Path base) {
        if (given.isAbsolute()) {
            return given; // whether it is a run, is told where it is read
        }
        Path usual = USUAL.resolve(given);
        if (isRun(base.resolve(given)) || !isRun(base.resolve(usual))) {
            if (Files.exists(base.resolve(given))) {
                return given;
            }
            if (!Files.exists(base.resolve(usual))) {
                throw new ConfigException(given + ": there is no such run, here or in runs" + hint(given, base));
            }
        }
        return usual;
    }

    private static boolean isRun(Path folder) {
        return Files.exists(folder.resolve("run.json"));
    }

    private static String hint(Path given, Path base) {
        try (Stream<Path> folders = Files.list(base.resolve(USUAL))) {
            List<String> names = folders.filter(RunNames::isRun)
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
            return ClosestName.to(String.valueOf(given.getFileName()), names)
                    .map(name -> "; did you mean '" + name + "'?")
                    .orElse("; 'drolt runs list' shows the runs");
        } catch (IOException e) {
            return "; 'drolt runs list' shows the runs";
        }
    }
}
