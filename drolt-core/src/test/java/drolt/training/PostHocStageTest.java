package drolt.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import drolt.centroid.FeatureStatistics;
import drolt.configuration.ConfigException;
import drolt.configuration.InvalidValueException;
import drolt.data.ClassCounts;
import drolt.data.ImageDataset;
import drolt.evaluation.CentroidMetric;
import drolt.evaluation.NearestCentroid;
import drolt.inference.Evaluator;
import drolt.inference.FeatureMatrix;
import drolt.inference.ImageTensors;
import drolt.model.CifarResNetConfig;
import drolt.model.CosineClassifierConfig;
import drolt.model.ForwardPass;
import drolt.model.LayoutChoice;
import drolt.model.LinearClassifier;
import drolt.model.ModelConfig;
import drolt.model.Network;
import drolt.model.PrecisionChoice;
import drolt.tensor.NoGrad;
import drolt.tensor.OneThread;
import drolt.tensor.Precision;
import drolt.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Stages that alter a classifier without training. */
@ExtendWith(OneThread.class)
class PostHocStageTest {
    private final ImageDataset train = TinyStage.images(1, 12, 6, 2);
    private final Network network = TinyStage.MODEL.build(3, 1);

    @AfterEach
    void free() {
        network.close();
    }

    private TrainingResult run(String yaml, @org.jspecify.annotations.Nullable ImageDataset validation) {
        StageContext context = TinyStage.context(train, validation, Selection.LAST);
        try (StageTrainer trainer = new StageTrainer(context, network, StateStore.NONE, List.of(), new StopSignal())) {
            return TinyStage.config(yaml).run(trainer);
        }
    }

    private List<double[]> logits() {
        List<double[]> logits = new ArrayList<>();
        StageContext context = TinyStage.context(train, null, Selection.LAST);
        try (ImageTensors images = new ImageTensors(context.statistics(), context.layout());
                NoGrad noGrad = NoGrad.open()) {
            new Evaluator(images, Precision.FLOAT32, 1)
                    .forEach(
                            network,
                            train,
                            (ForwardPass pass, drolt.loading.HostBatch batch) ->
                                    logits.add(Tensors.toDoubles(pass.logits())));
        }
        return logits;
    }

    @Test
    void logitAdjustmentSubtractsTauLogPriorFromEveryLogit() {
        double[] before = logits().get(0);
        assertThat(run("{kind: logit-adjustment, tau: 1.5}", null)).isInstanceOf(TrainingResult.Completed.class);
        double[] after = logits().get(0);
        double[] priors = {12 / 20.0, 6 / 20.0, 2 / 20.0};
        for (int i = 0; i < after.length; i++) {
            assertThat(after[i] - before[i]).isCloseTo(-1.5 * Math.log(priors[i % 3]), within(1e-5));
        }
    }

    @Test
    void logitAdjustmentByZeroChangesNothing() {
        Map<String, List<Float>> before = TinyStage.values(network);
        run("{kind: logit-adjustment, tau: 0}", null);
        assertThat(TinyStage.values(network)).isEqualTo(before);
    }

    @Test
    void robustAdjustmentWithoutABallIsLogitAdjustment() {
        Map<String, List<Float>> before = TinyStage.values(network);
        run("{kind: logit-adjustment, tau: 1}", null);
        double[] adjusted = logits().get(0);
        TinyStage.set(network, before);
        run("{kind: robust-adjustment, radius: 0}", null);
        double[] robust = logits().get(0);
        for (int i = 0; i < robust.length; i++) {
            // the shift of all classes alike does not matter
            assertThat(robust[i] - robust[i - i % 3]).isCloseTo(adjusted[i] - adjusted[i - i % 3], within(1e-5));
        }
    }

    @Test
    void robustAdjustmentShiftsTheBiasesAloneByTheImagesThatItIsTold() {
        Map<String, List<Float>> before = TinyStage.values(network);
        run("{kind: robust-adjustment, radius: 0.2}", null);
        Map<String, List<Float>> ofTraining = TinyStage.values(network);
        assertThat(ofTraining.get("linear.weight")).isEqualTo(before.get("linear.weight"));
        TinyStage.set(network, before);
        run("{kind: robust-adjustment, radius: 0.2, images: validation}", TinyStage.images(2, 5, 5, 5));
        assertThat(TinyStage.values(network).get("linear.bias")).isNotEqualTo(ofTraining.get("linear.bias"));
        assertThatThrownBy(() -> run("{kind: robust-adjustment, images: validation}", null))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("validationShare");
    }

    @Test
    void tauZeroLeavesTheClassifier() {
        Map<String, List<Float>> before = TinyStage.values(network);
        run("{kind: tau-norm, tau: 0, keepBias: true}", null);
        assertThat(TinyStage.values(network)).isEqualTo(before);
    }

    @Test
    void tauNormDividesByThePowerOfTheNormAndDropsTheBias() {
        double[] before = weights();
        run("{kind: tau-norm, tau: 0.7}", null);
        double[] after = weights();
        for (int label = 0; label < 3; label++) {
            double norm = norm(before, label);
            for (int i = 0; i < 8; i++) {
                assertThat(after[label * 8 + i]).isCloseTo(before[label * 8 + i] / Math.pow(norm, 0.7), within(1e-6));
            }
        }
        assertThat(Tensors.toDoubles(((LinearClassifier) network.classifier()).bias()))
                .containsOnly(0);
    }

    @Test
    void tauOneMakesAllNormsOne() {
        run("{kind: tau-norm, tau: 1}", null);
        for (int label = 0; label < 3; label++) {
            assertThat(norm(weights(), label)).isCloseTo(1, within(1e-6));
        }
    }

    @Test
    void tauIsChosenOnTheValidationSplitOrAskedFor() {
        double[] before = weights();
        run("{kind: tau-norm, tau: null}", TinyStage.images(2, 5, 5, 5));
        double tau = 1 - Math.log(norm(weights(), 0)) / Math.log(norm(before, 0));
        assertThat(tau * 10).as("a multiple of 0.1 in 0..2").isCloseTo(Math.round(tau * 10), within(1e-3));
        assertThat(tau).isBetween(-1e-4, 2 + 1e-4);
        assertThatThrownBy(() -> run("{kind: tau-norm, tau: null}", null))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("validationShare");
    }

    /** The metric and the stage see the same features; a random network's suffice. */
    @ParameterizedTest
    @EnumSource(CentroidMetric.class)
    void nearestMeanPredictsWhatTheMetricPredicts(CentroidMetric metric) {
        StageContext context = TinyStage.context(train, null, Selection.LAST);
        ImageDataset test = TinyStage.images(3, 20, 20, 20);
        Map<String, List<Float>> before = TinyStage.values(network);
        try (ImageTensors images = new ImageTensors(context.statistics(), context.layout())) {
            Evaluator evaluator = new Evaluator(images, Precision.FLOAT32, 1);
            FeatureMatrix features = evaluator.evaluate(network, test).features();
            FeatureStatistics statistics = evaluator.statistics(network, train, false);
            int[] nearest = NearestCentroid.of(statistics.centroids(), ClassCounts.of(statistics.counts()), metric)
                    .predict(features.values(), test.size());

            assertThat(run(
                            "{kind: nearest-mean, features: raw, distance: "
                                    + metric.name().toLowerCase(Locale.ROOT) + "}",
                            null))
                    .isInstanceOf(TrainingResult.Completed.class);

            assertThat(evaluator.predict(network, test).predicted()).isEqualTo(nearest);
        }
        TinyStage.values(network)
                .forEach((name, values) ->
                        assertThat(values.equals(before.get(name))).as(name).isEqualTo(!name.startsWith("linear.")));
    }

    @Test
    void nearestMeanOffersOnlyWhatIsLinear() {
        assertThatThrownBy(() -> TinyStage.config("{kind: nearest-mean, distance: euclidean}"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("distance: euclidean is no linear classifier");
        ModelConfig cosine = new CifarResNetConfig(
                8, 2, new CosineClassifierConfig(16, null), PrecisionChoice.FLOAT32, LayoutChoice.CONTIGUOUS);
        assertThatThrownBy(() -> TinyStage.config("{kind: nearest-mean}").classifierAfter(cosine, null))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("linear");
    }

    private double[] weights() {
        return Tensors.toDoubles(((LinearClassifier) network.classifier()).weight());
    }

    private static double norm(double[] weights, int label) {
        double squares = 0;
        for (int i = 0; i < 8; i++) {
            squares += Math.pow(weights[label * 8 + i], 2);
        }
        return Math.sqrt(squares);
    }
}
