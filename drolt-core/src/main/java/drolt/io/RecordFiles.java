package drolt.io;

import drolt.configuration.ConfigException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The program's own records in files of JSON. Each holds the SHA-256 of the rest of its text under its last key, {@code
 * sha256}, so that a changed digit is found when the file is read. Files of versions that wrote no digest are read
 * without that check.
 *
 * <p>Whatever a file holds, reading it ends in a record whose parts are there, or in a {@link ConfigException}.
 */
public final class RecordFiles {
    private static final String KEY = "\"sha256\"";
    private static final Pattern SEAL = Pattern.compile("\"sha256\" : \"([0-9a-f]{64})\"(\n?}\n?)");
    private static final String INDENTED = ",\n  ";
    private static final String INLINE = ",";
    private static final long MOST_BYTES = 256L << 20;

    private final JsonMapper mapper;
    private final String mend;

    /**
     * Files of records that one mapper reads and writes.
     *
     * @param mapper knows the form of the records; unknown and doubled keys and missing numbers are refused in any
     *     case
     * @param mend what to do about a damaged file, a phrase without a full stop
     */
    public RecordFiles(JsonMapper mapper, String mend) {
        this.mapper = mapper.rebuild()
                .addModule(new RequiredNumbers())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
        this.mend = mend;
    }

    /**
     * Writes a record with its digest, see {@link AtomicFiles}.
     *
     * @throws ConfigException if the file cannot be written
     */
    public void write(Path file, Object record) {
        AtomicFiles.writeString(file, sealed(mapper.writeValueAsString(record) + "\n"));
    }

    /**
     * Reads a record whose constructor checks its parts.
     *
     * @throws ConfigException in one line, if the file cannot be read, is damaged or holds something else
     */
    public <T> T read(Path file, Class<T> type) {
        return read(file, type, record -> {});
    }

    /**
     * Reads a record.
     *
     * @param check refuses, by an {@link IllegalArgumentException} or a {@link NullPointerException}, what the record's
     *     constructor lets pass
     * @throws ConfigException as {@link #read(Path, Class)}
     */
    public <T> T read(Path file, Class<T> type, Consumer<T> check) {
        String text = text(file);
        try {
            T record = mapper.readValue(text, type);
            if (record == null) { // the word null alone is JSON, too
                throw damaged(file, "it is empty", null);
            }
            check.accept(record);
            return record;
        } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
            throw damaged(file, RecordFault.of(e), e);
        }
    }

    /**
     * The text of a file without its digest, which fits it.
     *
     * @throws ConfigException as {@link #read(Path, Class)}
     */
    public String text(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw damaged(file, "it has " + Files.size(file) + " bytes", null);
            }
            return unsealed(Files.readString(file));
        } catch (CharacterCodingException e) {
            throw damaged(file, "it is not text in UTF-8", e);
        } catch (IOException e) {
            throw new ConfigException(file + ": cannot be read: " + ReadFailure.reason(e), e);
        } catch (IllegalArgumentException e) {
            throw damaged(file, String.valueOf(e.getMessage()), e);
        }
    }

    private ConfigException damaged(Path file, String reason, @Nullable Exception cause) {
        return new ConfigException(
                file + ": is damaged or of another version of drolt (" + reason + "); " + mend, cause);
    }

    /** An object's text with its digest as the last key. */
    public static String sealed(String json) {
        String body = json.substring(0, json.lastIndexOf('}')).stripTrailing();
        String end = json.substring(body.length());
        return body + (end.startsWith("\n") ? INDENTED : INLINE) + KEY + " : \"" + Sha256.of(json) + "\"" + end;
    }

    /**
     * A text without its digest; the same where it has none.
     *
     * @throws IllegalArgumentException if the digest is another one
     */
    public static String unsealed(String text) {
        int key = text.lastIndexOf(KEY);
        if (key < 0) {
            return text;
        }
        String before = text.substring(0, key);
        String gap = before.endsWith(INDENTED) ? INDENTED : INLINE;
        Matcher seal = SEAL.matcher(text).region(key, text.length());
        if (!before.endsWith(gap) || !seal.matches()) {
            return text; // no digest, or an altered one: then its key is unknown to the record, which is refused
        }
        String json = before.substring(0, before.length() - gap.length()) + seal.group(2);
        if (!Sha256.of(json).equals(seal.group(1))) {
            throw new IllegalArgumentException("its checksum is not the one noted when it was written");
        }
        return json;
    }
}
