package drolt.analysis;

import drolt.centroid.FeatureStatistics;
import drolt.configuration.ConfigException;
import drolt.data.ClassCounts;
import drolt.data.Shot;
import drolt.data.ShotLimits;
import drolt.experiment.FinishedRun;
import drolt.experiment.StageRecord;
import drolt.radius.CalibratedRadiusConfig;
import drolt.radius.Radius;
import drolt.recipe.ExperimentConfig;
import drolt.training.BatchNormMode;
import drolt.training.EpochMetrics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The radii of one stage: after its last epoch and on the way there.
 *
 * @param label of the stage, and with several runs of the run
 * @param counts training images of each class [C]
 * @param radii eps_c after the last epoch [C]
 * @param probabilities p(eps_c) at the end of training, {@link drolt.radius.CentroidProbability} [C]
 * @param calibrated the radius within which the true centroid lies with probability {@link #CONFIDENCE}, of the features
 *     of a network with this stage's backbone [C]; empty where there is none to show images to
 * @param fit polynomial of {@link #DEGREE} through the radii over log10 of the class size
 * @param course radii by epoch [E][C]
 */
public record StageRadii(
        String label,
        int[] counts,
        double[] radii,
        double[] probabilities,
        double[] calibrated,
        PolynomialFit fit,
        double[][] course) {
    /** Confidence of the calibrated radius: 1 - delta. */
    public static final double CONFIDENCE = 0.95;
    /** Degree of the fitted polynomial. */
    public static final int DEGREE = 3;

    /**
     * Every stage that has radii.
     *
     * @throws ConfigException if none has
     */
    public static List<StageRadii> of(AnalysedRuns runs, List<String> notes) {
        List<StageRadii> found = new ArrayList<>();
        for (FinishedRun run : runs.runs()) {
            run.result().stages().forEach((stage, record) -> {
                if (hasRadii(record.history(), run.shotCounts().classCount())) {
                    String label = runs.label(stage, run);
                    double[] calibrated = new double[0];
                    try {
                        calibrated = calibrated(runs, run, stage);
                    } catch (ConfigException e) {
                        notes.add("no calibrated radius beside those of " + label + ": " + e.getMessage());
                    }
                    found.add(of(label, run, record, calibrated));
                }
            });
        }
        if (found.isEmpty()) {
            throw new ConfigException(
                    runs.runs().get(0).folder() + ": no stage has radii; train one with loss.kind dro-lt");
        }
        return found;
    }

    /** One a class; a loss on several layers has one a class and layer, which no axis of class sizes shows. */
    static boolean hasRadii(List<EpochMetrics> history, int classCount) {
        return !history.isEmpty() && history.get(history.size() - 1).radii().size() == classCount;
    }

    private static StageRadii of(String label, FinishedRun run, StageRecord record, double[] calibrated) {
        int[] counts = run.shotCounts().toArray();
        double[][] course = record.history().stream()
                .map(epoch -> doubles(epoch.radii()))
                .filter(radii -> radii.length == counts.length)
                .toArray(double[][]::new);
        double[] radii = course[course.length - 1];
        return new StageRadii(
                label,
                counts,
                radii,
                doubles(record.radiusProbabilities()),
                calibrated,
                PolynomialFit.of(logarithms(counts), radii, DEGREE),
                course);
    }

    static double[] doubles(List<Double> values) {
        return values.stream()
                .mapToDouble(value -> value == null ? Double.NaN : value)
                .toArray();
    }

    /** log10 of each; NaN for a class without images, which no logarithmic axis can show. */
    static double[] logarithms(int[] counts) {
        return Arrays.stream(counts)
                .mapToDouble(count -> count == 0 ? Double.NaN : Math.log10(count))
                .toArray();
    }

    private static double[] calibrated(AnalysedRuns runs, FinishedRun run, String stage) {
        AnalysedArm arm = runs.arms().stream()
                .filter(candidate -> candidate.run() == run && hasBackboneOf(run, candidate, stage))
                .findFirst()
                .orElseThrow(() -> new ConfigException("no chosen arm has the backbone that it trained"));
        FeatureStatistics statistics = arm.pass().backbone().statistics();
        ClassCounts trained = ClassCounts.of(statistics.counts());
        try (Radius radius = new CalibratedRadiusConfig(1 - CONFIDENCE).build(statistics.dimension(), trained)) {
            radius.takeStatistics(statistics);
            return radius.values();
        }
    }

    /** Whether no stage after it changes the backbone: those that only put another classifier on it do not. */
    static boolean hasBackboneOf(FinishedRun run, AnalysedArm arm, String stage) {
        List<String> chain = run.chain(arm.result().name());
        int position = chain.indexOf(stage);
        return position >= 0
                && chain.subList(position + 1, chain.size()).stream()
                        .allMatch(later -> leavesBackbone(run.config(), later));
    }

    private static boolean leavesBackbone(ExperimentConfig config, String stage) {
        return config.stage(stage)
                .plan()
                .map(plan -> plan.batchNorm() == BatchNormMode.EVAL
                        && !config.backboneAfter(stage).learnsBy(plan))
                .orElse(true);
    }

    /** Mean radius of a group of classes by epoch [E]; empty where no class is in it. */
    public Optional<double[]> course(Shot shot, ShotLimits limits) {
        int[] members = IntStream.range(0, counts.length)
                .filter(label -> limits.of(counts[label]) == shot)
                .toArray();
        return members.length == 0
                ? Optional.empty()
                : Optional.of(Arrays.stream(course)
                        .mapToDouble(radii -> IntStream.of(members)
                                .mapToDouble(label -> radii[label])
                                .average()
                                .orElseThrow())
                        .toArray());
    }
}
