package drolt.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import drolt.data.EmbeddedConfig;
import drolt.data.ImageDataset;
import drolt.data.RgbImage;
import drolt.inference.Classification;
import drolt.inference.ImageClassifier;
import drolt.inference.OtherSizes;
import drolt.recipe.Recipe;
import drolt.tensor.Engine;
import drolt.trust.Unlikeness;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Whether images of classes that a network has never seen are more unlike what it was trained on than those of its own. */
class UnseenClassesTest {
    private static final int SEEN = 12;

    private static final String RECIPE = """
            version: 1
            seed: 3
            dataset:
              kind: embedded
              classes: 12
              imagesOfLargestClass: 120
              imbalanceFactor: 4
              testImagesPerClass: 20
              variation: 0.25
            augmentation: [{kind: random-crop, padding: 4}, {kind: random-flip}]
            model: {kind: cifar-resnet, depth: 8, width: 8}
            stages:
              pretrain:
                kind: train
                epochs: 10
                batchSize: 32
                optimizer: {kind: sgd, learningRate: 0.1, weightDecay: 5.0e-4}
                schedule: {kind: cosine, per: step}
              features:
                kind: train
                after: pretrain
                epochs: 5
                batchSize: 32
                loss: {kind: dro-lt, radius: {kind: learned}}
                optimizer: {kind: sgd, learningRate: 0.05, weightDecay: 5.0e-4}
                schedule: {kind: cosine, per: step}
            arms: {plain: pretrain, DRO-LT: features}
            """;

    @TempDir
    private Path run;

    private int threads;

    @BeforeEach
    void keepThreads() {
        threads = Engine.threads();
    }

    @AfterEach
    void giveThreadsBack() {
        Engine.setThreads(threads);
    }

    @Test
    void unseenClassesAreMoreUnlike() {
        Recipe recipe = TinyRecipe.read(RECIPE);
        assertThat(new TinyRun(recipe, run).run()).isInstanceOf(RunOutcome.Completed.class);
        EmbeddedConfig seenOnly = (EmbeddedConfig) recipe.config().dataset();
        ImageDataset test = new EmbeddedConfig(
                        seenOnly.imagesOfLargestClass(),
                        seenOnly.imbalanceFactor(),
                        seenOnly.testImagesPerClass(),
                        seenOnly.imageSeed(),
                        0,
                        seenOnly.shots(),
                        null,
                        null,
                        seenOnly.variation())
                .load(run)
                .test();
        FinishedRun finished = FinishedRun.open(run);
        for (ArmResult arm : finished.result().arms()) {
        Unlikeness unlikeness = ArmCalibration.of(finished, arm.name()).unlikeness();
        List<Double> seen = new ArrayList<>();
        List<Double> unseen = new ArrayList<>();
        List<Double> sureOfSeen = new ArrayList<>();
        List<Double> sureOfUnseen = new ArrayList<>();
        try (ImageClassifier classifier = finished.classifier(arm.name(), OtherSizes.REFUSED)) {
            for (int index = 0; index < test.size(); index++) {
                RgbImage image = new RgbImage();
                test.read(index, image);
                Classification said = classifier.classifyImages(List.of(image)).get(0);
                boolean known = test.label(index) < SEEN;
                (known ? seen : unseen).add(unlikeness.of(said.features()));
                (known ? sureOfSeen : sureOfUnseen).add(-(double) said.best().probability());
            }
        }
        LoggerFactory.getLogger(UnseenClassesTest.class)
                .warn(
                        "{}: AUROC on held-out classes: unlike {}, probability of the best class {}; accuracy {}",
                        arm.name(),
                        areaUnderCurve(seen, unseen),
                        areaUnderCurve(sureOfSeen, sureOfUnseen),
                        arm.accuracy());
        }
    }

    /** The share of pairs in which the unseen one has the greater score. */
    private static double areaUnderCurve(List<Double> seen, List<Double> unseen) {
        double sum = 0;
        for (double low : seen) {
            for (double high : unseen) {
                sum += high > low ? 1 : high == low ? 0.5 : 0;
            }
        }
        return sum / seen.size() / unseen.size();
    }
}
