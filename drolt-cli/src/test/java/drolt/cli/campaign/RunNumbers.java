package drolt.cli.campaign;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * All that a run computed, to the bit: the weights of every arm, what it said of every test image, and every number of
 * the result and of the log but for the time it took.
 *
 * @param digests by file
 */
record RunNumbers(SortedMap<String, String> digests) {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final List<String> OF_TIME = List.of("seconds", "sha256"); // a digest is over the seconds, too

    static RunNumbers of(Path run) throws IOException {
        SortedMap<String, String> digests = new TreeMap<>();
        for (String file : Trees.files(run)) {
            boolean tensors = file.matches("(models|predictions|calibration)/.*\\.safetensors");
            if (tensors || file.matches("models/.*\\.json|result\\.json|metrics\\.jsonl")) {
                byte[] content = Files.readAllBytes(run.resolve(file));
                digests.put(file, Trees.sha256(tensors ? content : withoutTimes(content)));
            }
        }
        return new RunNumbers(digests);
    }

    private static byte[] withoutTimes(byte[] jsonLines) {
        String text = new String(jsonLines, StandardCharsets.UTF_8);
        List<String> documents = text.startsWith("{\"") ? text.lines().toList() : List.of(text);
        return documents.stream()
                .map(RunNumbers::withoutTimes)
                .collect(Collectors.joining("\n"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String withoutTimes(String json) {
        JsonNode tree = MAPPER.readTree(json);
        removeTimes(tree);
        return tree.toString();
    }

    private static void removeTimes(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(OF_TIME);
        }
        node.forEach(RunNumbers::removeTimes);
    }

    /** The first file that differs from another run's; empty where none does. */
    String difference(RunNumbers other) {
        TreeMap<String, String> all = new TreeMap<>(digests);
        all.putAll(other.digests);
        return all.keySet().stream()
                .filter(file -> !Objects.equals(digests.get(file), other.digests.get(file)))
                .findFirst()
                .orElse("");
    }
}
