package drolt.board;

import drolt.board.RunRow.ArmRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * The table of a {@code result.json}, parsed up to its end only: the file holds confusion and history, too, and a thousand
 * of them are read when a board starts.
 *
 * @param testSelected whether the test set chose the epochs
 */
record ResultArms(List<ArmRow> arms, boolean testSelected) {
    private static final JsonMapper MAPPER = new JsonMapper();

    static ResultArms read(PlainFile file) throws IOException {
        List<ArmRow> arms = new ArrayList<>();
        boolean testSelected = false;
        try (JsonParser parser = MAPPER.createParser(file.record())) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (name.equals("selection")) {
                    testSelected = "TEST".equalsIgnoreCase(parser.getString());
                }
                if (name.equals("arms") && value == JsonToken.START_ARRAY) {
                    while (parser.nextToken() == JsonToken.START_OBJECT) {
                        arms.add(arm(parser));
                    }
                    return new ResultArms(List.copyOf(arms), testSelected);
                }
                parser.skipChildren();
            }
        } catch (JacksonException e) {
            throw new IOException("is damaged", e);
        }
        throw new IOException("is damaged: it has no arms");
    }

    private static ArmRow arm(JsonParser parser) throws IOException {
        String arm = "";
        Map<String, Double> numbers = new HashMap<>();
        boolean overClasses = false;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals("name")) {
                arm = parser.getString();
            } else if (name.equals("classMeans") && value == JsonToken.START_OBJECT) {
                overClasses = true;
                numbers.clear(); // those over images come before it
                readNumbers(parser, numbers);
            } else if (value.isNumeric() && !overClasses) {
                numbers.put(name, parser.getDoubleValue());
            } else {
                parser.skipChildren();
            }
        }
        Double accuracy = numbers.get("accuracy");
        if (accuracy == null) {
            throw new IOException("is damaged: an arm has no accuracy");
        }
        return new ArmRow(
                arm,
                accuracy,
                numbers.get("many"),
                numbers.get("med"),
                numbers.get("few"),
                numbers.get("ncm"),
                overClasses);
    }

    private static void readNumbers(JsonParser parser, Map<String, Double> numbers) throws IOException {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            if (parser.nextToken().isNumeric()) {
                numbers.put(name, parser.getDoubleValue());
            } else {
                parser.skipChildren();
            }
        }
    }
}
