package drolt.tensor;

import drolt.io.AtomicFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Why the engine's natives could not be unpacked or loaded, in one line, with what mends it where that is known. */
final class NativesFailure {
    private static final String PROPERTY = "org.bytedeco.javacpp.cachedir";
    private static final long NEEDED_MIB = 500; // unpacked they take about 440

    private NativesFailure() {}

    /**
     * Describes a failure.
     *
     * @param cache the folder to which natives are unpacked; null: unknown
     */
    static String of(Throwable failure, String platform, @Nullable Path cache) {
        String said = EngineException.firstLine(String.valueOf(failure.getMessage()));
        String problem = "the engine's natives for " + platform + " cannot be loaded: " + said;
        IOException written = cause(failure);
        boolean cannotWrite = written != null || (cache != null && freeMib(cache) < 1);
        if (!cannotWrite || cache == null) {
            return problem;
        }
        String why = written == null
                ? "no space left on the disk"
                : AtomicFiles.reason(cache.resolve("any"), written).replaceFirst(";.*", "");
        return "the engine's natives (" + NEEDED_MIB + " MiB) cannot be unpacked to " + cache + ": " + why
                + "; make room there, or name another folder with DROLT_JAVA_OPTS=-D" + PROPERTY + "=DIR";
    }

    /** The failure to write behind it; null where there is none. */
    private static @Nullable IOException cause(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            String said = String.valueOf(at.getMessage()).toLowerCase(Locale.ROOT);
            if (at instanceof IOException io) {
                return io;
            }
            if (said.contains("no space left") || said.contains("quota exceeded")) {
                return new IOException(said);
            }
        }
        return null;
    }

    private static long freeMib(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace() >> 20;
        } catch (IOException e) {
            return NEEDED_MIB; // unknown: nothing is said of it
        }
    }
}
