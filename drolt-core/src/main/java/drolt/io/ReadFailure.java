package drolt.io;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;

/** Why a file or folder cannot be read, in a phrase without its path; {@link AtomicFiles#reason} is that of writing. */
public final class ReadFailure {
    private ReadFailure() {}

    /** The reason, for example "permission denied". */
    public static String reason(IOException e) {
        String said = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
        String text = said == null ? "" : said.lines().findFirst().orElse("").strip();
        String lower = text.toLowerCase(Locale.ROOT);
        if (e instanceof AccessDeniedException || lower.contains("denied") || lower.contains("not permitted")) {
            return "permission denied";
        }
        if (e instanceof NoSuchFileException) {
            return "it does not exist";
        }
        if (e instanceof FileSystemLoopException) {
            return "a link leads back to a folder above it";
        }
        return text.isEmpty() ? e.getClass().getSimpleName() : text;
    }
}
