package drolt.board;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The numbers of a {@code metrics.jsonl}, an epoch each, radii as their mean.
 *
 * @param skipped lines that are no epoch
 */
record Curves(List<Map<String, Object>> epochs, int skipped) {
    private static final JsonMapper MAPPER = new JsonMapper();

    static Curves read(PlainFile file) throws IOException {
        List<Map<String, Object>> epochs = new ArrayList<>();
        int skipped = 0;
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(file.open(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Map<String, Object> epoch = epoch(line);
                if (epoch.isEmpty()) {
                    skipped++;
                } else {
                    epochs.add(epoch);
                }
            }
        }
        return new Curves(epochs, skipped);
    }

    private static Map<String, Object> epoch(String line) {
        try {
            JsonNode tree = MAPPER.readTree(line);
            if (!tree.path("stage").isString() || !tree.path("epoch").isIntegralNumber()) {
                return Map.of();
            }
            Map<String, Object> numbers = new LinkedHashMap<>();
            numbers.put("stage", tree.path("stage").asString());
            tree.properties().forEach(entry -> {
                if (entry.getValue().isNumber()) {
                    numbers.put(entry.getKey(), entry.getValue().doubleValue());
                }
            });
            tree.path("radii")
                    .valueStream()
                    .mapToDouble(radius -> radius.asDouble(Double.NaN))
                    .filter(Double::isFinite)
                    .average()
                    .ifPresent(mean -> numbers.put("meanRadius", mean));
            return numbers;
        } catch (JacksonException e) {
            return Map.of();
        }
    }
}
