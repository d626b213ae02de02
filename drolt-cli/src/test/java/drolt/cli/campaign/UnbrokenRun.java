package drolt.cli.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import drolt.cli.DroltProcess;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** A run of a recipe with every kind of stage that nothing befell: what all others must come to. */
final class UnbrokenRun {
    private static final String RECIPE = "every-kind-of-stage.yaml";

    private final Path recipe;
    private final Path folder;
    private final RunNumbers numbers;
    private final List<Phase> phases;

    private UnbrokenRun(Path recipe, Path folder, RunNumbers numbers, List<Phase> phases) {
        this.recipe = recipe;
        this.folder = folder;
        this.numbers = numbers;
        this.phases = phases;
    }

    /**
     * A part of a run.
     *
     * @param what is done in it, in words: for a stage its kind
     * @param begun what the run's folder holds from its beginning on
     * @param done what it holds from its end on
     * @param millis how long it took
     */
    record Phase(String what, String begun, String done, long millis) {}

    /** Makes it. */
    static UnbrokenRun make(Path work) throws Exception {
        Path recipe = work.resolve(RECIPE);
        try (InputStream text = UnbrokenRun.class.getResourceAsStream(RECIPE)) {
            Files.copy(text, recipe);
        }
        Path folder = work.resolve("unbroken");
        Map<String, String> kinds = kinds(recipe);
        List<String> watched = new ArrayList<>();
        kinds.keySet().forEach(stage -> watched.add("stages/" + stage));
        watched.addAll(List.of("run.json", "models", "result.json", "report.html"));

        long start = System.nanoTime();
        Map<String, Long> seen = new LinkedHashMap<>();
        DroltProcess training = DroltProcess.start(List.of(), Map.of(), arguments(recipe, folder));
        while (training.isAlive()) {
            for (String path : watched) {
                if (!seen.containsKey(path) && Files.exists(folder.resolve(path))) {
                    seen.put(path, (System.nanoTime() - start) / 1_000_000);
                }
            }
            Thread.sleep(1);
        }
        Answer answer = Answer.of(training.result());
        assertThat(answer.exitCode()).as(answer.err()).isZero();
        return new UnbrokenRun(recipe, folder, RunNumbers.of(folder), phases(folder, kinds, seen));
    }

    /** The stages of the recipe and what they do, such as "train, dro-lt". */
    private static Map<String, String> kinds(Path recipe) throws IOException {
        Map<String, String> kinds = new LinkedHashMap<>();
        JsonNode stages = new YAMLMapper().readTree(Files.readString(recipe)).get("stages");
        stages.properties().forEach(stage -> {
            String kind = stage.getValue().get("kind").asString();
            JsonNode loss = stage.getValue().path("loss").path("kind");
            kinds.put(stage.getKey(), loss.isString() ? kind + ", " + loss.asString() : kind);
        });
        return kinds;
    }

    private static List<Phase> phases(Path folder, Map<String, String> kinds, Map<String, Long> seen)
            throws IOException {
        List<Phase> phases = new ArrayList<>();
        phases.add(new Phase("the start", "", "run.json", seen.getOrDefault("run.json", 0L)));
        List<String> order = new ArrayList<>();
        new JsonMapper()
                .readTree(Files.readString(folder.resolve("result.json")))
                .get("stages")
                .propertyNames()
                .forEach(order::add);
        for (int i = 0; i < order.size(); i++) {
            String begun = "stages/" + order.get(i);
            String next = i + 1 < order.size() ? "stages/" + order.get(i + 1) : "models";
            phases.add(new Phase(kinds.get(order.get(i)), begun, begun + "/stage.json", millis(seen, begun, next)));
        }
        phases.add(new Phase("measuring the arms", "models", "result.json", millis(seen, "models", "result.json")));
        phases.add(new Phase("the report", "result.json", "report.html", millis(seen, "result.json", "report.html")));
        return phases;
    }

    private static long millis(Map<String, Long> seen, String from, String to) {
        return seen.containsKey(from) && seen.containsKey(to) ? seen.get(to) - seen.get(from) : 0;
    }

    /** The command that makes such a run in a folder. */
    static String[] arguments(Path recipe, Path folder) {
        return new String[] {"train", recipe.toString(), "--output", folder.toString(), "--tensorboard", "none"};
    }

    String[] arguments(Path other) {
        return arguments(recipe, other);
    }

    Path recipe() {
        return recipe;
    }

    Path folder() {
        return folder;
    }

    /** In the order in which they are gone through. */
    List<Phase> phases() {
        return phases;
    }

    /** Why another folder does not hold what this one does; empty where it does. */
    String difference(Path other) throws IOException {
        String difference = numbers.difference(RunNumbers.of(other));
        if (!difference.isEmpty()) {
            return difference + " is not that of an unbroken run";
        }
        if (Trees.holdsLeftovers(other)) {
            return "something half-written is left: " + Trees.files(other);
        }
        boolean checkpoints = Trees.files(other).stream().anyMatch(file -> file.contains("/checkpoints/"));
        return checkpoints ? "checkpoints are left: " + Trees.files(other) : "";
    }
}
