package drolt.experiment;

import drolt.configuration.ConfigException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Records to JSON and back. Numbers that are not finite become null. */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(JsonWriteFeature.ESCAPE_FORWARD_SLASHES)
            .addModule(new FiniteNumbers())
            .build();
    private static final JsonMapper PRETTY =
            MAPPER.rebuild().enable(SerializationFeature.INDENT_OUTPUT).build();

    private Json() {}

    static String line(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    static JsonNode tree(String json) {
        return MAPPER.readTree(json);
    }

    static String pretty(Object value) {
        return PRETTY.writeValueAsString(value) + "\n";
    }

    /**
     * Reads a file of this program's own.
     *
     * @throws ConfigException if it is missing or not what it should be
     */
    static <T> T read(Path file, Class<T> type) {
        try {
            return MAPPER.readValue(Files.readString(file), type);
        } catch (java.io.IOException e) {
            throw new ConfigException(file + ": cannot be read (" + e + ")", e);
        } catch (JacksonException e) {
            throw new ConfigException(
                    file + ": is damaged or of another version of drolt (" + reason(e)
                            + "); remove it, and the command that began the run makes it anew",
                    e);
        }
    }

    /** The reader's message without where in its own source it stood. */
    private static String reason(JacksonException e) {
        String text = e.getOriginalMessage();
        int end = text.indexOf(" (");
        return end < 0 ? text : text.substring(0, end);
    }
}
