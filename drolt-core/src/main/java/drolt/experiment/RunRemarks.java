package drolt.experiment;

import drolt.evaluation.EvaluationReport;
import drolt.evaluation.EvaluationReport.ClassReport;
import drolt.training.EpochMetrics;
import java.util.ArrayList;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Locale;

/**
 * What must be known to read a run's table: that its test set is not balanced, lacks classes, or that a training went
 * wrong without ending.
 */
public final class RunRemarks {
    private static final String CROSS_ENTROPY = "crossEntropy";
    /** Cross-entropy of a network that says the same of every image is log C at best: twice that is no learning. */
    private static final double OF_CROSS_ENTROPY = 2;
    /** Other losses have scales of their own; what has overflowed its scale lies far above this. */
    private static final double OF_OTHERS = 1000;

    private static final double NEARLY_ALL = 0.95;
    private static final double FAR_FROM_ALL = 0.7;
    private static final int NAMED = 3;

    private RunRemarks() {}

    /** One line each; none for a healthy run on a balanced test set. */
    public static List<String> of(RunResult result) {
        List<String> remarks = new ArrayList<>();
        if (!result.arms().isEmpty()) {
            ofTestSet(result, result.arms().get(0).evaluation(), remarks);
        }
        result.stages().forEach((name, stage) -> ofStage(name, stage, result.classNames(), remarks));
        result.arms().forEach(arm -> ofArm(arm, result.classNames(), remarks));
        return remarks;
    }

    private static void ofTestSet(RunResult result, EvaluationReport report, List<String> remarks) {
        IntSummaryStatistics counts = report.classes().stream()
                .mapToInt(ClassReport::samples)
                .filter(count -> count > 0)
                .summaryStatistics();
        if (!report.balanced()) {
            remarks.add("test set: not balanced, " + counts.getMin() + " to " + counts.getMax()
                    + " images a class. All columns but 'images' are means over classes, each counting once; over"
                    + " images the frequent classes would decide.");
        }
        List<String> untested = report.classes().stream()
                .filter(one -> one.samples() == 0)
                .map(one -> nameOf(one.label(), result.classNames()))
                .toList();
        if (!untested.isEmpty()) {
            int more = untested.size() - NAMED;
            remarks.add("test set: without images of "
                    + String.join(", ", untested.subList(0, Math.min(NAMED, untested.size())))
                    + (more > 0 ? " and " + more + " more classes" : "") + ", which no number here covers.");
        }
    }

    private static void ofStage(String name, StageRecord stage, List<String> classes, List<String> remarks) {
        if (stage.history().isEmpty()) {
            return;
        }
        EpochMetrics last = stage.history().get(stage.history().size() - 1);
        double chance = Math.log(Math.max(classes.size(), 2));
        double limit = chance * (last.parts().containsKey(CROSS_ENTROPY) ? OF_CROSS_ENTROPY : OF_OTHERS);
        double least = Math.min(last.loss(), last.parts().getOrDefault(CROSS_ENTROPY, last.loss()));
        if (least > limit) {
            remarks.add(String.format(
                    Locale.ROOT,
                    "DIVERGED: stage %s ended at a loss of %.3g, where chance has %.3g; lower its learning rate, or set"
                            + " its gradientClip.",
                    name,
                    last.loss(),
                    chance));
        }
    }

    private static void ofArm(ArmResult arm, List<String> classes, List<String> remarks) {
        int[] predicted = new int[arm.evaluation().classes().size()];
        int samples = 0;
        for (List<Integer> pair : arm.confusion()) {
            predicted[pair.get(1)] += pair.get(2);
            samples += pair.get(2);
        }
        for (int label = 0; label < predicted.length; label++) {
            int own = arm.evaluation().classes().get(label).samples();
            if (predicted[label] >= NEARLY_ALL * samples && own < FAR_FROM_ALL * samples) {
                remarks.add(String.format(
                        Locale.ROOT,
                        "COLLAPSED: arm '%s' takes %.1f %% of the test images for %s; it has learned nothing else.",
                        arm.name(),
                        100.0 * predicted[label] / samples,
                        nameOf(label, classes)));
            }
        }
    }

    private static String nameOf(int label, List<String> classes) {
        return label < classes.size() ? "'" + classes.get(label) + "'" : "class " + label;
    }
}
