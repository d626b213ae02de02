package drolt.experiment;

import drolt.io.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The numbers of one small run in float32 on one thread, which touches every part that has an algorithm version.
 *
 * @param versions the algorithm versions that gave them
 * @param epochs losses, parts of losses and radii, by stage and epoch
 * @param arms accuracies by arm
 */
record GoldenRun(
        Map<String, Integer> versions,
        Map<String, List<Map<String, Double>>> epochs,
        Map<String, Map<String, Double>> arms) {
    private static final String RECIPE = """
            version: 1
            seed: 3
            dataset: {kind: embedded, imagesOfLargestClass: 12, imbalanceFactor: 4, testImagesPerClass: 8}
            augmentation:
              - {kind: random-crop}
              - {kind: random-flip}
              - {kind: auto-augment}
              - {kind: cutout, size: 8}
            model: {kind: cifar-resnet, depth: 8, width: 4, precision: float32, layout: contiguous}
            stages:
              pretrain:
                kind: train
                epochs: 2
                batchSize: 32
                optimizer: {kind: sgd, learningRate: 0.05}
              features:
                kind: train
                after: pretrain
                epochs: 2
                batchSize: 32
                sampler: {kind: class-aware, perClass: 2, draws: 160}
                loss: {kind: dro-lt, denominator: exact, radius: {kind: learned-priced, beta: 0.1}}
                optimizer: {kind: adamw}
              classifier: {kind: classifier, after: features, epochs: 2, batchSize: 32, head: scaled, augmentation: []}
            arms: {cross-entropy: pretrain, DRO-LT: classifier}
            """;

    /** Computes it, in a folder for the run. */
    static GoldenRun compute(Path folder) {
        RunOutcome outcome = new TinyRun(TinyRecipe.read(RECIPE), folder).run();
        if (!(outcome instanceof RunOutcome.Completed completed)) {
            throw new IllegalStateException("ended with " + outcome);
        }
        Map<String, List<Map<String, Double>>> epochs = new TreeMap<>();
        completed
                .result()
                .stages()
                .forEach((name, stage) -> epochs.put(
                        name,
                        stage.history().stream()
                                .map(epoch -> {
                                    Map<String, Double> numbers = new TreeMap<>(epoch.parts());
                                    numbers.put("loss", epoch.loss());
                                    if (!epoch.radii().isEmpty()) {
                                        numbers.put("firstRadius", epoch.radii().get(0));
                                    }
                                    return numbers;
                                })
                                .toList()));
        Map<String, Map<String, Double>> arms = new LinkedHashMap<>();
        completed
                .result()
                .arms()
                .forEach(arm ->
                        arms.put(arm.name(), new TreeMap<>(Map.of("accuracy", arm.accuracy(), "ncm", arm.ncm()))));
        return new GoldenRun(AlgorithmVersions.CURRENT, epochs, arms);
    }

    /** Name of the file that holds the numbers of the present versions, which stand in it in the order of the parts. */
    static String fileName() {
        Collection<Integer> versions = AlgorithmVersions.CURRENT.values();
        return versions.stream().map(Object::toString).collect(Collectors.joining(".", "golden-", ".json"));
    }

    /** Writes the numbers of the present versions into the folder given; never over older ones. */
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]).resolve(fileName());
        if (Files.exists(file)) {
            throw new IllegalStateException(file + " is there; numbers that changed need a higher algorithm version");
        }
        Json.files("").write(file, compute(Files.createTempDirectory("golden")));
    }
}
