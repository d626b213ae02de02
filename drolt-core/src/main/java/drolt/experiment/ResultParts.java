package drolt.experiment;

import drolt.configuration.InvalidValueException;
import drolt.evaluation.CalibrationError;
import drolt.evaluation.EvaluationReport;
import drolt.evaluation.EvaluationReport.ClassReport;
import drolt.evaluation.ShotAccuracy;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Whether the parts of a result are there and fit each other, so that whoever shows it need not ask again. The number of
 * classes is that of their names; arms and stages are those of the recipe in it.
 */
final class ResultParts {
    private static final String MODEL = "models/[a-z0-9][a-z0-9-]*\\.safetensors";
    private static final double ROUNDING = 1e-6;

    private final int classes;

    private ResultParts(int classes) {
        this.classes = classes;
    }

    /**
     * Refuses a result that is not whole.
     *
     * @throws InvalidValueException if a part does not fit
     * @throws NullPointerException with its name, if a part is missing
     */
    static void requireWhole(RunResult result) {
        if (result.formatVersion() < 1 || result.formatVersion() > RunRecord.FORMAT_VERSION) {
            throw new InvalidValueException(
                    "formatVersion", result.formatVersion(), "must lie in 1.." + RunRecord.FORMAT_VERSION);
        }
        if (result.leftOutImages() != null) {
            result.leftOutImages().forEach(image -> Objects.requireNonNull(image, "leftOutImages"));
        }
        ResultParts parts = new ResultParts(result.classNames().size());
        parts.requireClasses(result);
        JsonNode recipe = result.configuration();
        Set<String> names = new HashSet<>();
        if (result.arms().isEmpty()) {
            throw new InvalidValueException("arms", "[]", "must hold an arm");
        }
        for (ArmResult arm : result.arms()) {
            String name =
                    Objects.requireNonNull(Objects.requireNonNull(arm, "arms").name(), "arms.name");
            if (!names.add(name) || !recipe.path("arms").has(name)) {
                throw new InvalidValueException("arms", "'" + name + "'", "is no arm of the recipe, or there twice");
            }
            parts.requireArm(arm);
        }
        for (Map.Entry<String, StageRecord> stage : result.stages().entrySet()) {
            if (!recipe.path("stages").has(stage.getKey())) {
                throw new InvalidValueException("stages", "'" + stage.getKey() + "'", "is no stage of the recipe");
            }
            parts.requireStage(stage.getKey(), Objects.requireNonNull(stage.getValue(), stage.getKey()));
        }
    }

    private void requireClasses(RunResult result) {
        result.classNames().forEach(name -> Objects.requireNonNull(name, "classNames"));
        if (classes == 0 || result.trainingCounts().size() != classes) {
            throw new InvalidValueException(
                    "classNames",
                    classes,
                    "must be as many as trainingCounts, "
                            + result.trainingCounts().size());
        }
        result.trainingCounts().forEach(count -> atLeast(0, Objects.requireNonNull(count, "trainingCounts"), "counts"));
    }

    private void requireArm(ArmResult arm) {
        String at = "arms." + arm.name();
        share(arm.accuracy(), at + ".accuracy");
        share(arm.many(), at + ".many");
        share(arm.med(), at + ".med");
        share(arm.few(), at + ".few");
        share(arm.ncm(), at + ".ncm");
        if (!Objects.requireNonNull(arm.model(), at + ".model").matches(MODEL)) {
            throw new InvalidValueException(at + ".model", "'" + arm.model() + "'", "is no file of models/");
        }
        Objects.requireNonNull(arm.weights(), at + ".weights");
        requireReport(Objects.requireNonNull(arm.evaluation(), at + ".evaluation"), at + ".evaluation");
        for (List<Integer> entry : Objects.requireNonNull(arm.confusion(), at + ".confusion")) {
            boolean whole = entry != null && entry.size() == 3 && entry.stream().allMatch(Objects::nonNull);
            if (!whole || !isClass(entry.get(0)) || !isClass(entry.get(1)) || entry.get(2) < 0) {
                throw new InvalidValueException(
                        at + ".confusion", String.valueOf(entry), "is no pair of classes and a count");
            }
        }
    }

    private void requireReport(EvaluationReport report, String at) {
        atLeast(0, report.samples(), at + ".samples");
        Objects.requireNonNull(report.shotLimits(), at + ".shotLimits");
        requireAccuracy(Objects.requireNonNull(report.classifier(), at + ".classifier"), at + ".classifier");
        report.nearestCentroid()
                .forEach((metric, nearest) -> requireAccuracy(
                        Objects.requireNonNull(nearest, at + ".nearestCentroid"), at + ".nearestCentroid"));
        requireCalibration(Objects.requireNonNull(report.calibration(), at + ".calibration"), at + ".calibration");
        if (report.classes().size() != classes) {
            throw new InvalidValueException(at + ".classes", report.classes().size(), "must be " + classes);
        }
        for (int label = 0; label < classes; label++) {
            requireClass(report.classes().get(label), label, at + ".classes");
        }
    }

    private void requireClass(ClassReport report, int label, String at) {
        if (report.label() != label) {
            throw new InvalidValueException(at + ".label", report.label(), "must be " + label);
        }
        atLeast(0, report.trainingImages(), at + ".trainingImages");
        atLeast(0, report.samples(), at + ".samples");
        atLeast(0, report.confusions(), at + ".confusions");
        share(Objects.requireNonNull(report.recall(), at + ".recall"), at + ".recall");
        share(Objects.requireNonNull(report.precision(), at + ".precision"), at + ".precision");
        OptionalInt worst = Objects.requireNonNull(report.mostConfusedWith(), at + ".mostConfusedWith");
        if (worst.isPresent() && !isClass(worst.getAsInt())) {
            throw new InvalidValueException(at + ".mostConfusedWith", worst.getAsInt(), "is no class");
        }
    }

    private void requireAccuracy(ShotAccuracy accuracy, String at) {
        share(accuracy.accuracy(), at + ".accuracy");
        share(Objects.requireNonNull(accuracy.many(), at + ".many"), at + ".many");
        share(Objects.requireNonNull(accuracy.medium(), at + ".medium"), at + ".medium");
        share(Objects.requireNonNull(accuracy.few(), at + ".few"), at + ".few");
        share(accuracy.classMean(), at + ".classMean");
        share(
                Objects.requireNonNull(accuracy.trainingDistribution(), at + ".trainingDistribution"),
                at + ".trainingDistribution");
        if (accuracy.perClass().size() != classes) {
            throw new InvalidValueException(
                    at + ".perClass", accuracy.perClass().size(), "must be " + classes);
        }
        accuracy.perClass().forEach(recall -> share(recall, at + ".perClass"));
    }

    private static void requireCalibration(CalibrationError calibration, String at) {
        share(Objects.requireNonNull(calibration.expected(), at + ".expected"), at + ".expected");
        share(Objects.requireNonNull(calibration.maximum(), at + ".maximum"), at + ".maximum");
        for (CalibrationError.Bin bin : calibration.bins()) {
            share(bin.above(), at + ".bins.above");
            share(bin.upTo(), at + ".bins.upTo");
            atLeast(0, bin.samples(), at + ".bins.samples");
            share(Objects.requireNonNull(bin.accuracy(), at + ".bins.accuracy"), at + ".bins.accuracy");
            share(Objects.requireNonNull(bin.confidence(), at + ".bins.confidence"), at + ".bins.confidence");
        }
    }

    private void requireStage(String name, StageRecord stage) {
        stage.history().forEach(epoch -> ofClasses(epoch.radii().size(), "stages." + name + ".radii"));
        ofClasses(stage.radiusProbabilities().size(), "stages." + name + ".radiusProbabilities");
    }

    private void ofClasses(int size, String at) {
        if (size != 0 && size != classes) {
            throw new InvalidValueException(at, size, "must be none or one for each of " + classes + " classes");
        }
    }

    private boolean isClass(int label) {
        return label >= 0 && label < classes;
    }

    private static void atLeast(int least, int number, String at) {
        if (number < least) {
            throw new InvalidValueException(at, number, "must be at least " + least);
        }
    }

    private static void share(OptionalDouble value, String at) {
        if (value.isPresent()) {
            share(value.getAsDouble(), at);
        }
    }

    private static void share(@Nullable Double value, String at) {
        if (value != null && !(value >= 0 && value <= 1 + ROUNDING)) {
            throw new InvalidValueException(at, value, "must lie in [0, 1]");
        }
    }
}
