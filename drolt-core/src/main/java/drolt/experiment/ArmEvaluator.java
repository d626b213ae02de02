package drolt.experiment;

import drolt.augmentation.TransformConfig;
import drolt.centroid.FeatureStatistics;
import drolt.data.ClassCounts;
import drolt.data.ImageDataset;
import drolt.evaluation.CentroidMetric;
import drolt.evaluation.ConfusionCounts;
import drolt.evaluation.EvaluationReport;
import drolt.evaluation.NearestCentroid;
import drolt.evaluation.Predictions;
import drolt.evaluation.ShotAccuracy;
import drolt.inference.Evaluation;
import drolt.inference.Evaluator;
import drolt.inference.FeatureMatrix;
import drolt.inference.ImageLosses;
import drolt.inference.ImageTensors;
import drolt.model.Network;
import drolt.recipe.ExperimentConfig;
import drolt.trust.Temperature;
import drolt.trust.Unlikeness;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Measures final networks, on the test set where nothing else is said. */
final class ArmEvaluator implements AutoCloseable {
    /** One temperature needs no more; with very many images and classes some images do. */
    private static final int MOST_LOSSES = 1 << 24;

    private final ExperimentConfig config;
    private final ExperimentData data;
    private final ImageTensors images;
    private final Evaluator evaluator;
    private final Environment environment;
    private @Nullable BackboneFeatures last;
    private @Nullable ValidationFeatures lastValidation;

    /** What a backbone makes of the validation images. */
    private record ValidationFeatures(String backbone, FeatureMatrix features) {}

    ArmEvaluator(ExperimentConfig config, ExperimentData data, Environment environment, int loaderThreads) {
        this.config = config;
        this.data = data;
        this.environment = environment;
        images = new ImageTensors(data.statistics(), environment.layout());
        evaluator =
                new Evaluator(images, environment.precision(), loaderThreads, TransformConfig.buildAll(config.view()));
    }

    boolean hasValidation() {
        ImageDataset validation = data.validation();
        return validation != null && validation.size() > 0;
    }

    /**
     * Measures the weights of a file.
     *
     * @param digest SHA-256 (hex) that the file must have
     * @param root folder that the result's path is relative to
     */
    ArmResult evaluate(String arm, Path model, String digest, Path root) {
        return measure(arm, model, digest, root).result();
    }

    /** Measures the weights of a file and keeps what a report needs of single images. */
    MeasuredArm measure(String arm, Path model, String digest, Path root) {
        try (Network network = load(arm, model, digest)) {
            BackboneFeatures features = features(network);
            Predictions predictions =
                    evaluator.predict(network, features.test(), data.test().classCount());
            EvaluationReport report = EvaluationReport.of(
                    predictions,
                    nearest(features),
                    data.shotCounts(),
                    config.dataset().shots());
            ShotAccuracy classifier = report.classifier();
            ArmResult result = new ArmResult(
                    arm,
                    classifier.accuracy(),
                    orNull(classifier.many()),
                    orNull(classifier.medium()),
                    orNull(classifier.few()),
                    Objects.requireNonNull(report.nearestCentroid().get(CentroidMetric.COSINE))
                            .accuracy(),
                    root.relativize(model).toString().replace('\\', '/'),
                    digest,
                    report,
                    confusion(predictions),
                    null);
            return new MeasuredArm(
                    result,
                    ArmPredictions.of(new Evaluation(predictions, features.test())),
                    new ArmFeatures(
                            features.test(),
                            predictions,
                            data.train().classNames(),
                            Arrays.stream(data.shotCounts().toArray()).boxed().toList()));
        }
    }

    /** The same, keeping in the run's folder what a report and {@code predict} need. */
    MeasuredArm measureAndKeep(String arm, Path model, String digest, Path root) {
        MeasuredArm measured = measure(arm, model, digest, root);
        measured.predictions().write(ArmPredictions.file(root, arm), digest);
        calibrate(arm, model, digest).write(ArmCalibration.file(root, arm), digest);
        return measured;
    }

    /** What the weights of a file say of the validation images, and where their features of the training images lie. */
    ArmCalibration calibrate(String arm, Path model, String digest) {
        try (Network network = load(arm, model, digest)) {
            FeatureStatistics training = features(network).train();
            FeatureMatrix features = validationFeatures(network);
            Predictions validation =
                    evaluator.predict(network, features, data.train().classCount());
            Unlikeness unlikeness = new Unlikeness(training);
            float[] unlike = new float[validation.size()];
            for (int image = 0; image < unlike.length; image++) {
                unlike[image] = (float) unlikeness.of(features.row(image));
            }
            return new ArmCalibration(validation, unlike, temperature(network, features), training);
        }
    }

    private @Nullable Temperature temperature(Network network, FeatureMatrix features) {
        int size = features.labels().length;
        if (size == 0) {
            return null;
        }
        int classes = data.train().classCount();
        int step = (int) Math.max(1, (long) size * classes / MOST_LOSSES);
        FeatureMatrix some = features.every(step);
        float[] losses = new float[Math.multiplyExact(some.labels().length, classes)];
        evaluator.losses(
                network, some, (image, label, row) -> System.arraycopy(row, 0, losses, image * classes, classes));
        return Temperature.fit(losses, some.labels());
    }

    /** Hands over what the weights of a file would lose on each test image with each class as the true one, in their order. */
    void testLosses(String arm, Path model, String digest, ImageLosses consumer) {
        try (Network network = load(arm, model, digest)) {
            evaluator.losses(network, features(network).test(), consumer);
        }
    }

    /** What the weights of a file make of other images with the same classes. */
    Predictions predict(String arm, Path model, String digest, ImageDataset images) {
        try (Network network = ArmNetwork.load(config, arm, images.classCount(), model, digest, environment.layout())) {
            return evaluator.predict(network, images);
        }
    }

    private Network load(String arm, Path model, String digest) {
        return ArmNetwork.load(config, arm, data.train().classCount(), model, digest, environment.layout());
    }

    /** Reuses the previous arm's features if both have the same backbone: arms often differ in the classifier alone. */
    private BackboneFeatures features(Network network) {
        String backbone = network.backbone().digest();
        BackboneFeatures features = last;
        if (features == null || !features.backbone().equals(backbone)) {
            features = new BackboneFeatures(
                    backbone,
                    evaluator.evaluate(network, data.test()).features(),
                    evaluator.statistics(network, data.train(), false));
            last = features;
        }
        return features;
    }

    /** As {@link #features}, of the validation images, which may be none. */
    private FeatureMatrix validationFeatures(Network network) {
        ImageDataset images = data.validation();
        if (images == null) {
            return new FeatureMatrix(
                    new float[0], new int[0], network.backbone().dimension());
        }
        String backbone = network.backbone().digest();
        ValidationFeatures features = lastValidation;
        if (features == null || !features.backbone.equals(backbone)) {
            features = new ValidationFeatures(
                    backbone, evaluator.evaluate(network, images).features());
            lastValidation = features;
        }
        return features.features;
    }

    private static Map<CentroidMetric, Predictions> nearest(BackboneFeatures features) {
        FeatureStatistics statistics = features.train();
        Map<CentroidMetric, Predictions> nearest = new EnumMap<>(CentroidMetric.class);
        for (CentroidMetric metric : CentroidMetric.values()) {
            NearestCentroid classifier =
                    NearestCentroid.of(statistics.centroids(), ClassCounts.of(statistics.counts()), metric);
            nearest.put(
                    metric,
                    classifier.classify(
                            features.test().values(), features.test().labels()));
        }
        return nearest;
    }

    private static List<List<Integer>> confusion(Predictions predictions) {
        return ConfusionCounts.of(predictions).entries().stream()
                .map(entry -> List.of(entry.label(), entry.predicted(), entry.count()))
                .toList();
    }

    private static @Nullable Double orNull(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    @Override
    public void close() {
        images.close();
    }
}
