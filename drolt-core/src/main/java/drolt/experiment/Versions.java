package drolt.experiment;

import drolt.tensor.Engine;
import java.util.Objects;

/**
 * The programs that made a result.
 *
 * @param drolt version of this library
 * @param engine version of the engine's binding
 * @param java version of the virtual machine
 * @param system operating system and architecture
 */
public record Versions(String drolt, String engine, String java, String system) {
    /** Refuses files that lack a part. */
    public Versions {
        Objects.requireNonNull(drolt, "drolt");
        Objects.requireNonNull(engine, "engine");
        Objects.requireNonNull(java, "java");
        Objects.requireNonNull(system, "system");
    }

    /** The versions of this process. */
    public static Versions current() {
        return new Versions(
                of(Versions.class),
                Engine.version(),
                System.getProperty("java.vendor") + " " + System.getProperty("java.version"),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    }

    private static String of(Class<?> type) {
        String version = type.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
