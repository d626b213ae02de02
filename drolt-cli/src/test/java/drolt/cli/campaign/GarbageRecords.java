package drolt.cli.campaign;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A record of a finished run holds garbage: parts missing, renamed, of another kind, or not JSON at all. */
final class GarbageRecords implements Mishap {
    static final String NAME = "garbage records";

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final JsonMapper PRETTY =
            MAPPER.rebuild().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final String DIGEST = "sha256";

    private final WarmDrolt warm;
    private final UnbrokenRun unbroken;
    private final Path run;
    private final Readers readers;

    GarbageRecords(Path work, WarmDrolt warm, UnbrokenRun unbroken) throws IOException {
        this.warm = warm;
        this.unbroken = unbroken;
        this.run = work.resolve("garbage/run");
        Trees.replace(run, unbroken.folder());
        this.readers = Readers.of(work, warm, run);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String promise() {
        return "any text in the place of a record: exit code 2 and one short line with its path, or the answer to an"
                + " undamaged run; the run's command mends it; nothing is half-written. A third under a digest that fits: no"
                + " other end than a refusal in a line or an answer";
    }

    @Override
    public void attempt(long seed, Tally tally) throws Exception {
        Random random = new Random(seed);
        String file = choose(random);
        Path record = run.resolve(file);
        byte[] before = Files.readAllBytes(record);
        boolean sealed = file.endsWith(".json") && random.nextInt(3) == 0;
        Files.write(record, sealed ? sealedGarbage(random, before) : garbage(random, before));
        boolean resume = random.nextInt(5) == 0;
        Optional<String> fault;
        try {
            fault = sealed
                    ? faultOfManners(random, resume)
                    : resume ? faultOfResuming(record) : faultOfReading(random, record);
        } finally {
            if (resume) {
                Trees.replace(run, unbroken.folder());
            } else {
                Files.write(record, before);
            }
        }
        String what = file.replaceAll("(stages|models)/[^/.]+", "$1/*") + (sealed ? ", sealed" : "");
        if (fault.isPresent()) {
            tally.failed(seed, file, fault.get());
        } else {
            tally.held(what);
        }
    }

    private String choose(Random random) throws IOException {
        Map<String, List<String>> byKind = new TreeMap<>();
        for (String file : Trees.files(run)) {
            if (file.endsWith(".json") || file.endsWith(".jsonl") || file.endsWith(".yaml")) {
                String kind = file.replaceAll("(stages|models)/[^/.]+", "$1/*");
                byKind.computeIfAbsent(kind, none -> new ArrayList<>()).add(file);
            }
        }
        byKind.put("the result once more, as most commands read it", List.of("result.json"));
        List<List<String>> kinds = List.copyOf(byKind.values());
        List<String> files = kinds.get(random.nextInt(kinds.size()));
        return files.get(random.nextInt(files.size()));
    }

    private static byte[] garbage(Random random, byte[] content) {
        String text = new String(content, StandardCharsets.UTF_8);
        if (random.nextInt(4) == 0 || !text.startsWith("{")) {
            return new ByteMutation(random).of(content);
        }
        List<String> documents = text.startsWith("{\"") ? text.lines().toList() : List.of(text);
        int changed = random.nextInt(documents.size()); // a line of metrics.jsonl, or the whole
        StringBuilder garbage = new StringBuilder();
        for (int i = 0; i < documents.size(); i++) {
            JsonNode tree = MAPPER.readTree(documents.get(i));
            garbage.append(i == changed ? new TreeMutation(random).of(tree) : tree)
                    .append('\n');
        }
        return garbage.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Garbage under a digest that fits it, so that nothing but the checks of its parts keeps it out. */
    private static byte[] sealedGarbage(Random random, byte[] content) {
        JsonNode tree = MAPPER.readTree(content);
        if (tree instanceof ObjectNode object) {
            object.remove(DIGEST);
        }
        String json = PRETTY.writeValueAsString(new TreeMutation(random).of(tree)) + "\n";
        String body = json.substring(0, Math.max(0, json.lastIndexOf('}'))).stripTrailing();
        String sealed = body.isEmpty()
                ? json // no object
                : body + ",\n  \"" + DIGEST + "\" : \"" + Trees.sha256(json.getBytes(StandardCharsets.UTF_8)) + "\""
                        + json.substring(body.length());
        return sealed.getBytes(StandardCharsets.UTF_8);
    }

    /** Such garbage may be a record all the same, with other numbers: what counts is how a command ends. */
    private Optional<String> faultOfManners(Random random, boolean resume) throws IOException {
        String[] command = resume ? unbroken.arguments(run) : readers.choose(random);
        Answer answer = warm.run(command);
        return answer.exitCode() == 0 || Readers.isList(command, answer) ? answer.rudeness() : answer.notARefusalOf("");
    }

    private Optional<String> faultOfReading(Random random, Path record) throws IOException {
        List<String> files = Trees.files(run);
        if (random.nextInt(6) == 0) { // a damaged run is a row of the list, not the end of it
            Answer answer = warm.run("runs", "list", run.getParent().toString());
            return answer.exitCode() == 0
                    ? answer.rudeness()
                    : Optional.of("runs list: exit code " + answer.exitCode() + ": " + answer.err());
        }
        Optional<String> fault = readers.fault(random, record);
        return fault.isEmpty() && !Trees.files(run).equals(files)
                ? Optional.of("reading left other files: " + Trees.files(run))
                : fault;
    }

    private Optional<String> faultOfResuming(Path record) throws IOException {
        Answer answer = warm.run(unbroken.arguments(run));
        if (answer.isRefusal()) {
            Optional<String> fault = answer.notARefusalOf(record.toString());
            return fault.isEmpty() && Trees.holdsLeftovers(run)
                    ? Optional.of("something half-written is left: " + Trees.files(run))
                    : fault;
        }
        if (answer.exitCode() != 0) {
            return Optional.of("exit code " + answer.exitCode() + ": " + answer.err());
        }
        String difference = unbroken.difference(run);
        return answer.rudeness()
                .or(() -> difference.isEmpty() ? Optional.empty() : Optional.of("goes on, but " + difference));
    }
}
