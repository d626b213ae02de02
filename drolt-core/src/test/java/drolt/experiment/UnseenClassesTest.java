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
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * Whether images of classes that a network has never seen, and of nothing at all, are more unlike what it was trained on
 * than test images of its own classes. The unseen half of the embedded classes shows the shapes of the seen ones with other
 * surfaces, so that much cannot be expected there.
 */
class UnseenClassesTest {
    private static final String RECIPE = """
            version: 1
            seed: 3
            dataset:
              kind: embedded
              classes: 12
              imagesOfLargestClass: 60
              imbalanceFactor: 3
              testImagesPerClass: 20
              variation: 0
            augmentation: []
            model: {kind: cifar-resnet, depth: 8, width: 8}
            stages:
              pretrain:
                kind: train
                epochs: 12
                batchSize: 32
                optimizer: {kind: sgd, learningRate: 0.1, weightDecay: 5.0e-4}
                schedule: {kind: cosine, per: step}
              features:
                kind: train
                after: pretrain
                epochs: 4
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
    void unseenClassesAndNoiseAreMoreUnlike() {
        Recipe recipe = TinyRecipe.read(RECIPE);
        assertThat(new TinyRun(recipe, run).run()).isInstanceOf(RunOutcome.Completed.class);
        int seen = recipe.config().dataset().load(run).test().size();
        List<RgbImage> images =
                withUnseenClasses((EmbeddedConfig) recipe.config().dataset());
        int all = images.size();
        images.addAll(noise());
        FinishedRun finished = FinishedRun.open(run);
        for (ArmResult arm : finished.result().arms()) {
            Unlikeness unlikeness = ArmCalibration.of(finished, arm.name()).unlikeness();
            double[] unlike;
            double[] doubt;
            try (ImageClassifier classifier = finished.classifier(arm.name(), OtherSizes.REFUSED)) {
                List<Classification> said = classifier.classifyImages(images);
                unlike = said.stream()
                        .mapToDouble(one -> unlikeness.of(one.features()))
                        .toArray();
                doubt = said.stream()
                        .mapToDouble(one -> -one.best().probability())
                        .toArray();
            }
            double ofClasses = areaUnderCurve(unlike, seen, seen, all);
            double ofNoise = areaUnderCurve(unlike, seen, all, unlike.length);
            double byDoubt = areaUnderCurve(doubt, seen, seen, all);
            LoggerFactory.getLogger(UnseenClassesTest.class)
                    .warn(
                            "{}: AUROC of unlike {} on unseen classes, {} on noise; of the probability {}",
                            arm.name(),
                            ofClasses,
                            ofNoise,
                            byDoubt);
            assertThat(ofClasses).isGreaterThan(0.6).isGreaterThan(byDoubt);
            assertThat(ofNoise).isGreaterThan(0.95);
        }
    }

    /** Test images of all classes; those of the seen ones come first. */
    private List<RgbImage> withUnseenClasses(EmbeddedConfig seen) {
        ImageDataset test = new EmbeddedConfig(
                        seen.imagesOfLargestClass(),
                        seen.imbalanceFactor(),
                        seen.testImagesPerClass(),
                        seen.imageSeed(),
                        0,
                        seen.shots(),
                        null,
                        null,
                        seen.variation())
                .load(run)
                .test();
        List<RgbImage> images = new ArrayList<>();
        for (int index = 0; index < test.size(); index++) {
            RgbImage image = new RgbImage();
            test.read(index, image);
            images.add(image);
        }
        return images;
    }

    private static List<RgbImage> noise() {
        Random random = new Random(1);
        List<RgbImage> images = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            RgbImage image = new RgbImage(32, 32);
            random.nextBytes(image.pixels());
            images.add(image);
        }
        return images;
    }

    /** The share of pairs of a seen image and one of the others in which the other has the greater score. */
    private static double areaUnderCurve(double[] scores, int seen, int from, int to) {
        double sum = 0;
        for (int low = 0; low < seen; low++) {
            for (int high = from; high < to; high++) {
                sum += scores[high] > scores[low] ? 1 : scores[high] == scores[low] ? 0.5 : 0;
            }
        }
        return sum / seen / (to - from);
    }
}
