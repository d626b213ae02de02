package drolt.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import drolt.centroid.FeatureStatistics;
import drolt.data.ClassCounts;
import drolt.data.ImageDataset;
import drolt.data.Shot;
import drolt.inference.Evaluator;
import drolt.inference.ImageTensors;
import drolt.model.Network;
import drolt.recipe.Recipe;
import drolt.tensor.StepScope;
import drolt.weights.TensorFile;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * Whether the method does on the embedded images what it is for.
 *
 * <p>Two second stages start from the same network and see the same images, augmented alike, with the same steps and the
 * same weight of cross-entropy: one with the robust term, one (the control) without. The bars were set before these
 * numbers were looked at.
 */
class LearningIT {
    private static final double FEW_SHOT_GAIN = 0.15;

    private static final String RECIPE = """
            version: 1
            seed: 1
            dataset: {kind: embedded}
            augmentation: [{kind: random-crop, padding: 4}, {kind: random-flip}]
            model: {kind: cifar-resnet, depth: 8, width: 16}
            stages:
              pretrain:
                kind: train
                epochs: 12
                batchSize: 64
                optimizer: {kind: sgd, learningRate: 0.1, weightDecay: 5.0e-4}
                schedule: {kind: cosine, warmup: {epochs: 1}, per: step}
              features:
                kind: train
                after: pretrain
                epochs: 8
                batchSize: 64
                loss: {kind: dro-lt, radius: {kind: learned}}
                optimizer: {kind: sgd, learningRate: 0.05, weightDecay: 5.0e-4}
                schedule: {kind: cosine, per: step}
              control:
                kind: train
                after: pretrain
                epochs: 8
                batchSize: 64
                loss: {kind: cross-entropy, weight: 0.5}
                optimizer: {kind: sgd, learningRate: 0.05, weightDecay: 5.0e-4}
                schedule: {kind: cosine, per: step}
              features-classifier: {kind: classifier, after: features, epochs: 10, augmentation: []}
              control-classifier: {kind: classifier, after: control, epochs: 10, augmentation: []}
            arms:
              cross-entropy: pretrain
              control: control
              control + cRT: control-classifier
              DRO-LT: features
              DRO-LT + cRT: features-classifier
            """;

    @TempDir
    private static Path folder;

    private static Recipe recipe;
    private static RunResult result;

    @BeforeAll
    static void train() {
        recipe = TinyRecipe.read(RECIPE);
        RunOutcome outcome = new TinyRun(recipe, folder).engineThreads(2).run();
        assertThat(outcome).isInstanceOf(RunOutcome.Completed.class);
        result = ((RunOutcome.Completed) outcome).result();
        StringBuilder table = new StringBuilder("learning on the embedded images");
        result.arms()
                .forEach(arm -> table.append(String.format(
                        "%n%-14s accuracy %.3f many %.3f med %.3f few %.3f ncm %.3f",
                        arm.name(), arm.accuracy(), arm.many(), arm.med(), arm.few(), arm.ncm())));
        LoggerFactory.getLogger(LearningIT.class).warn("{}", table);
    }

    private static ArmResult arm(String name) {
        return result.arms().stream()
                .filter(arm -> arm.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static double few(String arm) {
        Double few = arm(arm).few();
        return few == null ? Double.NaN : few;
    }

    /** What a user sees: the whole method against plain cross-entropy. */
    @Test
    void droLtWithRetrainedClassifierIsMuchBetterThanCrossEntropyOnFewShotClasses() {
        assertThat(few("DRO-LT + cRT")).isGreaterThan(few("cross-entropy") + FEW_SHOT_GAIN);
    }

    /** What the loss is for, without any re-training of classifiers. */
    @Test
    void droLtGathersTailClassesMoreThanTheControlDoes() {
        ExperimentData data = ExperimentData.load(
                recipe.config().dataset(), folder, recipe.config().seed());
        double control = tailScatter(data, "control", data.train());
        double robust = tailScatter(data, "DRO-LT", data.train());
        LoggerFactory.getLogger(LearningIT.class)
                .warn(
                        "relative scatter of tail classes: control {}, DRO-LT {}; on test images {}, {}",
                        control,
                        robust,
                        tailScatter(data, "control", data.test()),
                        tailScatter(data, "DRO-LT", data.test()));
        assertThat(robust).isLessThan(control);
    }

    /**
     * Mean over the few-shot classes of the root mean square distance of a class's features from their centroid, divided
     * by the distance from there to the nearest other centroid.
     */
    private static double tailScatter(ExperimentData data, String arm, ImageDataset images) {
        FeatureStatistics statistics = statistics(data, arm, images);
        ClassCounts counts = data.shotCounts();
        double sum = 0;
        int classes = 0;
        for (int label = 0; label < counts.classCount(); label++) {
            if (recipe.config().dataset().shots().of(counts.of(label)) == Shot.FEW) {
                double scatter =
                        Math.sqrt(statistics.scatter()[label] / statistics.counts()[label]);
                sum += scatter / nearestOther(statistics.centroids(), label);
                classes++;
            }
        }
        return sum / classes;
    }

    private static FeatureStatistics statistics(ExperimentData data, String arm, ImageDataset images) {
        Environment environment = result.environment();
        try (Network network = recipe.config().model().build(data.train().classCount(), 1);
                ImageTensors tensors = new ImageTensors(data.statistics(), environment.layout())) {
            try (StepScope scope = StepScope.open()) {
                ArmResult of = arm(arm);
                network.load(TensorFile.read(folder.resolve(of.model()), of.weights()));
            }
            network.arrange(environment.layout());
            return new Evaluator(tensors, environment.precision(), 1).statistics(network, images, false);
        }
    }

    private static double nearestOther(double[][] centroids, int label) {
        double nearest = Double.POSITIVE_INFINITY;
        for (int other = 0; other < centroids.length; other++) {
            double squares = 0;
            for (int i = 0; i < centroids[label].length; i++) {
                squares += Math.pow(centroids[label][i] - centroids[other][i], 2);
            }
            nearest = other == label ? nearest : Math.min(nearest, Math.sqrt(squares));
        }
        return nearest;
    }
}
