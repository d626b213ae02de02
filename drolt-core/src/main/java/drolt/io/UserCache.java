package drolt.io;

import java.nio.file.Path;
import java.util.Map;

/** The folder for what can be had again: data sets that were downloaded, and what is known of files that were read. */
public final class UserCache {
    private UserCache() {}

    /** This user's cache folder; it need not exist. */
    public static Path folder() {
        return folder(System.getenv(), System.getProperty("os.name"), Path.of(System.getProperty("user.home")));
    }

    /**
     * That of a user.
     *
     * @param environment may hold XDG_CACHE_HOME
     * @param system the name that Java gives it
     * @param home the user's
     */
    public static Path folder(Map<String, String> environment, String system, Path home) {
        if (system.startsWith("Mac")) {
            return home.resolve("Library/Caches/drolt");
        }
        Path cache = Path.of(environment.getOrDefault("XDG_CACHE_HOME", ""));
        return cache.isAbsolute() // the XDG specification has relative ones ignored
                ? cache.resolve("drolt")
                : home.resolve(".cache/drolt");
    }
}
