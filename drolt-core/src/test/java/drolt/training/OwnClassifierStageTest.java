package drolt.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import drolt.configuration.ConfigException;
import drolt.configuration.InvalidValueException;
import drolt.data.ImageDataset;
import drolt.inference.Evaluator;
import drolt.inference.ImageTensors;
import drolt.model.ClassifierConfig;
import drolt.model.CosineClassifier;
import drolt.model.CosineClassifierConfig;
import drolt.model.LinearClassifierConfig;
import drolt.model.MetaEmbeddingConfig;
import drolt.model.ModelConfig;
import drolt.model.Network;
import drolt.tensor.OneThread;
import drolt.tensor.Precision;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stages that bring their own classifier, or train the parts of a network at rates of their own. */
@ExtendWith(OneThread.class)
class OwnClassifierStageTest {
    private static final ClassifierConfig LDAM = new CosineClassifierConfig(1, 1.0);
    private static final ClassifierConfig OLTR = new MetaEmbeddingConfig(16, 10);
    private static final int[] COUNTS = {24, 12, 4};

    private final ImageDataset train = TinyStage.images(1, COUNTS);

    /** What a stage makes of a network of TinyStage's model. */
    private Map<String, List<Float>> after(ClassifierConfig own, String yaml) {
        try (Network network = TinyStage.MODEL.build(3, 1)) {
            run(network, own, yaml);
            return TinyStage.values(network);
        }
    }

    private static Map<String, List<Float>> before() {
        try (Network network = TinyStage.MODEL.build(3, 1)) {
            return TinyStage.values(network);
        }
    }

    private void run(Network network, ClassifierConfig own, String yaml) {
        StageContext context = TinyStage.context(TinyStage.MODEL.withClassifier(own), train, null, Selection.LAST);
        try (StageTrainer trainer = new StageTrainer(context, network, StateStore.NONE, List.of(), new StopSignal())) {
            assertThat(TinyStage.config(yaml).run(trainer)).isInstanceOf(TrainingResult.Completed.class);
        }
    }

    @Test
    void aFreshHeadIsOfTheStagesOwnKind() {
        try (Network network = TinyStage.MODEL.build(3, 1)) {
            run(network, LDAM, "{kind: classifier, classifier: {kind: cosine, scale: 1}, epochs: 1, batchSize: 10}");
            assertThat(network.classifier()).isInstanceOf(CosineClassifier.class);
        }
    }

    @Test
    void anEmptyMemoryBeginsWithTheMeansOfCleanFeaturesAndLearnsByItsLossAlone() {
        String stage = "{kind: train, head: fresh, classifier: {kind: meta-embedding}, epochs: 2, batchSize: 10,"
                + " freeze: [backbone], batchNorm: eval, optimizer: {learningRate: %s}, loss: %s}";
        List<Float> means = means();
        Map<String, List<Float>> plain = after(OLTR, stage.formatted("1.0e-6", "{kind: cross-entropy}"));
        assertThat(plain.get("memory.centroids")).isEqualTo(means);
        List<Float> linear = before().get("linear.weight");
        for (int i = 0; i < linear.size(); i++) {
            assertThat(plain.get("recall.weight").get(i))
                    .as("goes on from the linear one")
                    .isCloseTo(linear.get(i), within(1e-3f));
        }
        String learns = "{kind: sum, terms: [{weight: 1, loss: {kind: cross-entropy}},"
                + " {weight: 1, loss: {kind: discriminative-centroid}}]}";
        assertThat(after(OLTR, stage.formatted("0.1", learns)).get("memory.centroids"))
                .isNotEqualTo(means);
    }

    private List<Float> means() {
        StageContext context = TinyStage.context(train, null, Selection.LAST);
        try (Network network = TinyStage.MODEL.build(3, 1);
                ImageTensors images = new ImageTensors(context.statistics(), context.layout())) {
            return Arrays.stream(new Evaluator(images, Precision.FLOAT32, 1)
                            .statistics(network, train, false)
                            .centroids())
                    .flatMapToDouble(Arrays::stream)
                    .mapToObj(value -> (float) value)
                    .toList();
        }
    }

    private static final String SCALED = "{kind: classifier, head: scaled, batchNorm: %s, epochs: 2, batchSize: 10,"
            + " optimizer: {weightDecay: 0}, linearLearningRateScale: %s}";

    /** Scales alone leave each class's weights along the line on which they were. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({"null, true", "1.0e-12, true", "0.2, false"})
    void theLinearLayerBelowScalesLearnsAtItsOwnRate(String rate, boolean stays) {
        List<Float> before = before().get("linear.weight");
        List<Float> after = after(new LinearClassifierConfig(null, null), SCALED.formatted("eval", rate))
                .get("linear.weight");
        double worst = 0;
        for (int label = 0; label < 3; label++) {
            int first = label * 8;
            int largest = IntStream.range(first, first + 8)
                    .reduce((a, b) -> Math.abs(before.get(b)) > Math.abs(before.get(a)) ? b : a)
                    .orElseThrow();
            double factor = after.get(largest) / before.get(largest);
            assertThat(factor).as("scaled").isNotEqualTo(1);
            for (int i = first; i < first + 8; i++) {
                worst = Math.max(worst, Math.abs(after.get(i) - factor * before.get(i)));
            }
        }
        if (stays) {
            assertThat(worst).isLessThan(1e-5);
        } else {
            assertThat(worst).isGreaterThan(1e-3);
        }
    }

    @Test
    void shiftedStatisticsAreAllThatChangesInTheBackbone() {
        Map<String, List<Float>> before = before();
        after(new LinearClassifierConfig(null, null), SCALED.formatted("train", "0.2"))
                .forEach((name, values) -> {
                    boolean moves = name.contains("running_") || name.startsWith("linear.");
                    assertThat(values.equals(before.get(name))).as(name).isEqualTo(!moves);
                });
    }

    /** One step of plain gradient descent. */
    @Test
    void theBackbonesRateIsScaledAndTheClassifiersIsNot() {
        String stage = "{kind: train, epochs: 1, batchSize: 40, batchNorm: eval, schedule: {kind: constant},"
                + " optimizer: {learningRate: 0.5, momentum: 0, weightDecay: 0}, backboneLearningRateScale: %s}";
        Map<String, List<Float>> before = before();
        Map<String, List<Float>> whole = after(new LinearClassifierConfig(null, null), stage.formatted("null"));
        Map<String, List<Float>> quarter = after(new LinearClassifierConfig(null, null), stage.formatted("0.25"));
        before.forEach((name, values) -> {
            double factor = name.startsWith("linear.") ? 1 : 0.25;
            for (int i = 0; i < values.size(); i++) {
                double step = whole.get(name).get(i) - values.get(i);
                assertThat((double) quarter.get(name).get(i) - values.get(i))
                        .as(name)
                        .isCloseTo(factor * step, within(1e-6));
            }
        });
        assertThat(whole.get("conv1.weight")).isNotEqualTo(before.get("conv1.weight"));
    }

    private static StageClassifier chain(ModelConfig model, String... stages) {
        StageClassifier classifier = null;
        for (String stage : stages) {
            classifier = TinyStage.config(stage).classifierAfter(model, classifier);
        }
        return classifier;
    }

    @Test
    void whatAStageLeavesFollowsFromTheChain() {
        String ldam = "{kind: train, classifier: {kind: cosine, scale: 1, initialNorm: 1}}";
        ModelConfig model = TinyStage.MODEL;
        assertThat(chain(model, "{kind: train}").config()).isEqualTo(model.classifier());
        assertThat(chain(model, ldam).config()).isEqualTo(LDAM);
        assertThat(chain(model, ldam, "{kind: train, after: a}").config())
                .as("head: keep")
                .isEqualTo(LDAM);
        assertThat(chain(model, ldam, ldam.replace("train", "train, after: a")).config())
                .as("the same again")
                .isEqualTo(LDAM);
        assertThat(chain(model, ldam, "{kind: classifier, after: a}").config())
                .as("head: fresh")
                .isEqualTo(model.classifier());
        assertThat(chain(model, "{kind: train}", "{kind: sm-dragon, after: a}"))
                .isEqualTo(new StageClassifier(model.classifier(), true));
    }

    @ParameterizedTest(name = "{0} then {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{kind: train} | {kind: train, after: a, classifier: {kind: cosine}}"
                        + "| classifier | with which head: keep goes on; set head: fresh",
                "{kind: sm-dragon} | {kind: train, after: a, classifier: {kind: linear}}"
                        + "| classifier | is not the one that stage a leaves",
                "{kind: train} | {kind: classifier, after: a, head: scaled, classifier: {kind: cosine}}"
                        + "| classifier | with which head: scaled goes on",
                "{kind: train, classifier: {kind: cosine}} | {kind: tau-norm, after: a, tau: 1}"
                        + "| kind | tau-norm needs a linear classifier, which a stage before it has replaced",
                "{kind: train, classifier: {kind: cosine}} | {kind: classifier, after: a, head: scaled}"
                        + "| head | scaled needs a linear classifier",
                "{kind: train} | {kind: train, after: a, loss: {kind: discriminative-centroid}}"
                        + "| loss | set classifier: {kind: meta-embedding}",
            })
    void contradictionsAreOneLine(String first, String second, String key, String line) {
        assertThatThrownBy(() -> chain(TinyStage.MODEL, first, second))
                .isInstanceOfSatisfying(
                        InvalidValueException.class, e -> assertThat(e.key()).isEqualTo(key))
                .hasMessageContaining(line)
                .hasMessageNotContaining("\n");
    }

    @Test
    void ratesThatBelongToNothingOrAreNoneAreRefused() {
        assertThatThrownBy(() -> TinyStage.config("{kind: classifier, linearLearningRateScale: 0.2}"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("belongs to head: scaled");
        assertThatThrownBy(() -> TinyStage.config("{kind: classifier, head: scaled, linearLearningRateScale: 0}"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("above 0");
        assertThatThrownBy(() -> TinyStage.config("{kind: train, backboneLearningRateScale: -1}"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("above 0");
    }
}
