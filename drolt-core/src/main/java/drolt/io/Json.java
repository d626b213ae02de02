package drolt.io;

import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Records to JSON and back. Numbers that are not finite become null. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(JsonWriteFeature.ESCAPE_FORWARD_SLASHES)
            .addModule(new FiniteNumbers())
            .build();
    private static final JsonMapper PRETTY =
            MAPPER.rebuild().enable(SerializationFeature.INDENT_OUTPUT).build();

    private Json() {}

    public static String line(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    public static JsonNode tree(String json) {
        return MAPPER.readTree(json);
    }

    /**
     * Files of one kind of record.
     *
     * @param mend what to do about a damaged one, a phrase without a full stop
     */
    public static RecordFiles files(String mend) {
        return new RecordFiles(PRETTY, mend);
    }
}
