package drolt.browser;

import drolt.experiment.Experiment;
import drolt.experiment.RunFolder;
import drolt.experiment.RunListener;
import drolt.experiment.RunOptions;
import drolt.recipe.RecipeReader;
import drolt.report.Report;
import drolt.report.ReportMaterial;
import drolt.training.StopSignal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reports to look at: of a run trained here in seconds, and of a result without data and with many classes. */
final class ReportFixture {
    private static final String RECIPE = """
            version: 1
            dataset:
              kind: embedded
              imagesOfLargestClass: 20
              imbalanceFactor: 4
              testImagesPerClass: 6
              shots: {manyAbove: 13, fewBelow: 8}
            model: {kind: cifar-resnet, depth: 8, width: 4}
            stages:
              pretrain: {kind: train, epochs: 4, batchSize: 64}
              features: {kind: train, after: pretrain, epochs: 3, batchSize: 64, loss: {kind: dro-lt, radius: {kind: learned}}}
              classifier: {kind: classifier, after: features, epochs: 2, batchSize: 64, augmentation: []}
            arms:
              cross-entropy: pretrain
              DRO-LT + cRT: classifier
            """;

    private ReportFixture() {}

    /** Of a finished run with its images. */
    static Path trained(Path folder) throws IOException {
        Path recipe = Files.writeString(folder.resolve("small.yaml"), RECIPE);
        Path run = folder.resolve("run");
        RunOptions options = new RunOptions(folder, null, 1);
        try (RunFolder opened = RunFolder.open(run)) {
            Experiment.prepare(RecipeReader.read(recipe.toString(), List.of()), options)
                    .run(opened, RunListener.NONE, new StopSignal());
        }
        return written(run, options);
    }

    /** Of a run of which only its result is left, on more classes than a page holds. */
    static Path manyClasses(Path folder, int classes) throws IOException {
        Path stored = Path.of("..", "results/cifar100-lt-if100-40-epochs/reference-rows-seed1/result.json");
        ObjectNode result = (ObjectNode) new JsonMapper().readTree(Files.readString(stored));
        ArrayNode names = (ArrayNode) result.path("classNames");
        ArrayNode counts = (ArrayNode) result.path("trainingCounts");
        ArrayNode arms = (ArrayNode) result.path("arms");
        int before = names.size();
        for (int label = before; label < classes; label++) {
            names.add("class " + label);
            counts.add(5);
        }
        arms.forEach(arm -> {
            ArrayNode reports = (ArrayNode) arm.path("evaluation").path("classes");
            for (int label = before; label < classes; label++) {
                ObjectNode copy = (ObjectNode) reports.get(label % before).deepCopy();
                copy.put("label", label);
                reports.add(copy);
            }
            arm.path("evaluation").findValues("perClass").forEach(recalls -> {
                for (int label = before; label < classes; label++) {
                    ((ArrayNode) recalls).add(recalls.get(label % before).asDouble());
                }
            });
        });
        Path run = Files.createDirectories(folder.resolve("many"));
        Files.writeString(run.resolve("result.json"), result.toString());
        return written(run, new RunOptions(folder, null, 1));
    }

    private static Path written(Path run, RunOptions options) {
        Path file = run.resolve("report.html");
        Report.write(file, ReportMaterial.gather(List.of(run), options, null), null);
        return file;
    }
}
