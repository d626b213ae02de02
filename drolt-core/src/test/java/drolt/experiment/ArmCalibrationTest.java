package drolt.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import drolt.configuration.ConfigException;
import drolt.data.ImageDataset;
import drolt.data.RgbImage;
import drolt.evaluation.Predictions;
import drolt.evaluation.ShotAccuracy;
import drolt.inference.Classification;
import drolt.inference.ImageClassifier;
import drolt.inference.OtherSizes;
import drolt.recipe.Recipe;
import drolt.tensor.Engine;
import drolt.trust.CoveragePromise;
import drolt.trust.PredictionSets;
import drolt.trust.Temperature;
import drolt.trust.Unlikeness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run keeps for trusting its arms is what its networks say of the validation images. */
class ArmCalibrationTest {
    private static final String STAGES = """
            stages:
              pretrain: {kind: train, epochs: 2, batchSize: 32}
              classifier: {kind: classifier, after: pretrain, epochs: 1, batchSize: 32, augmentation: []}
            arms: {Plain one: pretrain, cRT: classifier}
            """;

    @TempDir
    private static Path folder;

    private static Path run;
    private static Recipe recipe;
    private static ExperimentData data;
    private static RunResult result;
    private static RunOptions options;
    private static int threads;

    @BeforeAll
    static void train() {
        threads = Engine.threads();
        run = folder.resolve("run");
        recipe = TinyRecipe.read(TinyRecipe.HEAD + STAGES);
        assertThat(new TinyRun(recipe, run).run()).isInstanceOf(RunOutcome.Completed.class);
        result = RunResult.ofRun(run);
        options = new RunOptions(folder, null, 1);
        data = ExperimentData.load(
                recipe.config().dataset(), folder, recipe.config().seed());
    }

    @AfterAll
    static void giveThreadsBack() {
        Engine.setThreads(threads);
    }

    private static List<Classification> said(String arm, ImageDataset dataset) {
        List<RgbImage> images = new ArrayList<>();
        for (int index = 0; index < dataset.size(); index++) {
            RgbImage image = new RgbImage();
            dataset.read(index, image);
            images.add(image);
        }
        try (ImageClassifier classifier = FinishedRun.open(run).classifier(arm, OtherSizes.REFUSED)) {
            return classifier.classifyImages(images);
        }
    }

    private static ImageDataset validation() {
        return java.util.Objects.requireNonNull(data.validation());
    }

    @Test
    void isWhatTheClassifierSaysOfTheValidationImages() {
        for (ArmResult arm : result.arms()) {
            ArmCalibration kept = ArmCalibration.validated(FinishedRun.open(run), arm.name());
            List<Classification> said = said(arm.name(), validation());
            Predictions validation = kept.validation();
            assertThat(validation.size()).isEqualTo(said.size()).isGreaterThan(20);
            Unlikeness unlikeness = kept.unlikeness();
            for (int i = 0; i < said.size(); i++) {
                assertThat(validation.labels()[i]).isEqualTo(validation().label(i));
                assertThat(validation.predicted()[i])
                        .isEqualTo(said.get(i).best().label());
                assertThat(said.get(i).losses()[validation.labels()[i]])
                        .isEqualTo(validation.losses()[i]);
                assertThat(unlikeness.of(said.get(i).features()))
                        .isCloseTo(kept.unlike()[i], within(1e-4 * kept.unlike()[i]));
            }
            double median = kept.usualUnlikeness(0.5);
            assertThat(IntStream.range(0, said.size()).filter(i -> kept.unlike()[i] <= median))
                    .hasSizeBetween(said.size() / 2, said.size() / 2 + 1);
            assertThat(kept.training().counts()).containsExactly(counts(data.train()));
        }
    }

    private static int[] counts(ImageDataset dataset) {
        int[] counts = new int[dataset.classCount()];
        IntStream.range(0, dataset.size()).forEach(index -> counts[dataset.label(index)]++);
        return counts;
    }

    @Test
    void theTemperatureFitsTheValidationImages() {
        for (ArmResult arm : result.arms()) {
            Temperature kept =
                    ArmCalibration.validated(FinishedRun.open(run), arm.name()).temperature();
            List<Classification> said = said(arm.name(), validation());
            assertThat(kept).isNotNull();
            double best = loss(said, kept.value());
            for (double other : new double[] {0.9, 0.99, 1.01, 1.1}) {
                double value = Math.max(0.05, Math.min(20, kept.value() * other));
                assertThat(loss(said, value)).isGreaterThanOrEqualTo(best - 1e-6);
            }
        }
    }

    private static double loss(List<Classification> said, double temperature) {
        double sum = 0;
        for (int i = 0; i < said.size(); i++) {
            float[] probabilities =
                    new Temperature(temperature).probabilities(said.get(i).losses());
            sum -= Math.log(probabilities[validation().label(i)]);
        }
        return sum / said.size();
    }

    @Test
    void coverageIsThatOfTheTestImagesSets() {
        double coverage = 0.8;
        List<ArmCoverage> measured = ArmCoverage.measure(FinishedRun.open(run, options), coverage);
        assertThat(measured).hasSize(result.arms().size() * CoveragePromise.values().length);
        for (ArmCoverage one : measured) {
            PredictionSets sets =
                    ArmCalibration.of(FinishedRun.open(run), one.arm()).sets(coverage, one.promise());
            List<Classification> said = said(one.arm(), data.test());
            int covered = 0;
            int members = 0;
            for (int i = 0; i < said.size(); i++) {
                int truth = data.test().label(i);
                int[] set = sets.of(said.get(i).losses());
                covered += IntStream.of(set).anyMatch(label -> label == truth) ? 1 : 0;
                members += set.length;
                assertThat(set).contains(said.get(i).best().label());
            }
            assertThat(one.onTest().all().images()).isEqualTo(said.size());
            assertThat(one.onTest().all().covered()).isEqualTo(covered);
            assertThat(one.onTest().all().members()).isEqualTo(members);
        }
    }

    @Test
    void whatIsMissingOrDamagedIsNamedAndMeasuringMakesItAnewToTheSameBytes() throws IOException {
        Path file = ArmCalibration.file(run, "cRT");
        byte[] whole = Files.readAllBytes(file);
        String mend = file + ": is missing, as in runs of earlier versions, or damaged; 'drolt evaluate " + run
                + " --coverage 0.9' makes it, if the run has validation images";

        Files.delete(file);
        assertThat(FinishedRun.open(run).faults()).isEmpty();
        assertRefused(mend);
        ArmCoverage.measure(FinishedRun.open(run, options), 0.9);
        assertThat(Files.readAllBytes(file)).isEqualTo(whole);

        byte[] flipped = whole.clone();
        flipped[whole.length - 5] ^= 1;
        for (byte[] damaged : List.of(flipped, java.util.Arrays.copyOf(whole, whole.length / 2))) {
            Files.write(file, damaged);
            assertThat(FinishedRun.open(run).faults())
                    .singleElement()
                    .asString()
                    .startsWith(file + ": is damaged or of other weights; ");
            assertRefused(mend);
        }
        ArmCoverage.measure(FinishedRun.open(run, options), 0.9);
        assertThat(Files.readAllBytes(file)).isEqualTo(whole);

        ArmCalibration.read(run, result.arms().get(1)).orElseThrow().write(file, "of another model");
        assertRefused(mend);
        Files.write(file, whole);
    }

    private static void assertRefused(String message) {
        assertThatThrownBy(() -> ArmCalibration.validated(FinishedRun.open(run), "cRT"))
                .isInstanceOf(ConfigException.class)
                .hasMessage(message);
    }

    @Test
    void theArmIsChosenByWhatIsKept() throws IOException {
        ArmChoice chosen = ArmChoice.make(run, result, recipe.config(), data, 1);
        for (ArmResult arm : result.arms()) {
            Predictions kept =
                    ArmCalibration.validated(FinishedRun.open(run), arm.name()).validation();
            double classMean = ShotAccuracy.of(
                            kept, data.shotCounts(), recipe.config().dataset().shots())
                    .classMean();
            assertThat(chosen.candidates()).contains(new ArmChoice.Candidate(arm.name(), classMean));
        }
        Path file = ArmCalibration.file(run, "cRT");
        byte[] whole = Files.readAllBytes(file);
        Files.delete(file);
        assertThat(ArmChoice.make(run, result, recipe.config(), data, 1)).isEqualTo(chosen);
        Files.write(file, whole);
        Files.delete(ArmChoice.file(run));
    }

    @Test
    void withoutValidationImagesThereIsOneLineAndUnlikenessAllTheSame() {
        Path without = folder.resolve("without");
        String head = TinyRecipe.HEAD.replace("validationShare: 0.2", "validationShare: 0");
        assertThat(new TinyRun(TinyRecipe.read(head + STAGES), without).run()).isInstanceOf(RunOutcome.Completed.class);
        String message =
                without + ": had no validation images to calibrate on; train a run with them, for example --set"
                        + " dataset.validationShare=0.1";
        FinishedRun finished = FinishedRun.open(without, options);
        assertThatThrownBy(() -> ArmCalibration.validated(finished, "cRT"))
                .isInstanceOf(ConfigException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> ArmCoverage.measure(finished, 0.9))
                .isInstanceOf(ConfigException.class)
                .hasMessage(message);
        ArmCalibration kept = ArmCalibration.of(finished, "cRT");
        assertThat(kept.temperature()).isNull();
        assertThat(kept.unlikeness().of(new float[kept.training().dimension()])).isPositive();
    }
}
