package drolt.board;

import java.io.IOException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code run.json} says, as far as a list shows it. */
record RunRecordFile(String recipe, String dataset, long seed) {
    private static final JsonMapper MAPPER = new JsonMapper();

    static RunRecordFile read(PlainFile file) throws IOException {
        JsonNode tree = tree(file);
        if (!tree.path("recipe").isString() || !tree.path("configuration").isObject()) {
            throw new IOException("is no record of a run");
        }
        return new RunRecordFile(
                tree.path("recipe").asString(),
                tree.path("configuration").path("dataset").path("kind").asString("?"),
                tree.path("seed").asLong(0));
    }

    static JsonNode tree(PlainFile file) throws IOException {
        try {
            return MAPPER.readTree(file.record());
        } catch (JacksonException e) {
            throw new IOException("is damaged", e);
        }
    }
}
