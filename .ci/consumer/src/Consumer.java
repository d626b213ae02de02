import drolt.data.ClassCounts;
import drolt.experiment.Experiment;
import drolt.experiment.FinishedRun;
import drolt.experiment.RunFolder;
import drolt.experiment.RunListener;
import drolt.experiment.RunOptions;
import drolt.experiment.RunOutcome;
import drolt.inference.Classification;
import drolt.inference.ImageClassifier;
import drolt.inference.OtherSizes;
import drolt.loss.Loss;
import drolt.loss.LossContext;
import drolt.loss.LossInput;
import drolt.loss.robust.BatchCvarConfig;
import drolt.recipe.Recipe;
import drolt.recipe.RecipeReader;
import drolt.tensor.Engine;
import drolt.tensor.StepScope;
import drolt.tensor.Tensors;
import drolt.training.StopSignal;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/** Trains a recipe of a few steps, opens the finished run, classifies an image, and computes a loss by itself. */
final class Consumer {
    private static final String RECIPE = """
            dataset: {kind: embedded, imagesOfLargestClass: 20, imbalanceFactor: 4, testImagesPerClass: 4, classes: 3}
            stages:
              plain: {kind: train, epochs: 1, batchSize: 16, loss: {kind: cross-entropy}}
            arms: {plain: plain}
            """;

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        train(folder);
        classify(folder);
        loss();
        System.out.println("ok on Java " + Runtime.version().feature() + ", engine " + Engine.version());
    }

    private static void train(Path folder) throws IOException {
        Path file = Files.writeString(Files.createDirectories(folder).resolve("own.yaml"), RECIPE);
        Recipe recipe = RecipeReader.read(file.toString(), List.of("seed=2"));
        Experiment experiment = Experiment.prepare(recipe, RunOptions.dataIn(folder));
        try (RunFolder opened = RunFolder.open(folder.resolve("run"))) {
            RunOutcome outcome = experiment.run(opened, RunListener.NONE, new StopSignal());
            require(outcome instanceof RunOutcome.Completed, "the run ended as " + outcome);
        }
    }

    private static void classify(Path folder) throws IOException {
        File image = folder.resolve("image.png").toFile();
        ImageIO.write(new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB), "png", image);
        FinishedRun run = FinishedRun.open(folder.resolve("run"));
        require(run.result().arms().size() == 1, "one arm was trained");
        try (ImageClassifier classifier = run.classifier("plain", OtherSizes.RESIZED)) {
            for (Classification one : classifier.classify(List.of(image.toPath()))) {
                double probability = one.best().probability();
                require(probability > 0.33 && probability <= 1, "a probability of " + probability);
            }
        }
    }

    /** Of logits that are all 0, cross-entropy over three classes is ln 3, and so is the mean of the worst half. */
    private static void loss() {
        try (StepScope scope = StepScope.open();
                Loss loss = new BatchCvarConfig(0.5).build(new LossContext(2, ClassCounts.of(5, 3, 2), 1))) {
            int[] labels = {0, 2};
            LossInput input = new LossInput(
                    Tensors.floats(new float[4], 2, 2),
                    Tensors.floats(new float[6], 2, 3),
                    Tensors.longs(labels, 2),
                    labels,
                    new int[] {0, 1});
            float value = Tensors.toFloats(loss.value(input).total())[0];
            require(Math.abs(value - Math.log(3)) < 1e-6, "a loss of " + value);
        }
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalStateException(otherwise);
        }
    }
}
