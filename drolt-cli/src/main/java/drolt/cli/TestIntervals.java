package drolt.cli;

import drolt.data.Shot;
import drolt.evaluation.ClassMeans;
import drolt.evaluation.EvaluationReport;
import drolt.evaluation.EvaluationReport.ClassReport;
import drolt.evaluation.ProportionInterval;
import drolt.experiment.ArmResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** How far the numbers of a table could lie from those of endlessly many test images, in a line. */
final class TestIntervals {
    private static final double CONFIDENCE = 0.95;

    private TestIntervals() {}

    /** Empty where the test set is not balanced: means over classes have no binomial interval. */
    static List<String> lines(List<ArmResult> arms) {
        if (arms.isEmpty() || !arms.get(0).evaluation().balanced()) {
            return List.of();
        }
        EvaluationReport first = arms.get(0).evaluation();
        List<String> widths = new ArrayList<>();
        add("accuracy", one -> true, ClassMeans::accuracy, arms, widths);
        add("many", of(first, Shot.MANY), ClassMeans::many, arms, widths);
        add("med", of(first, Shot.MEDIUM), ClassMeans::med, arms, widths);
        add("few", of(first, Shot.FEW), ClassMeans::few, arms, widths);
        return List.of(String.format(
                Locale.ROOT,
                "95 %% binomial intervals of the %,d test images, at most: %s. Another seed's difference is not in them.",
                first.samples(),
                String.join(", ", widths)));
    }

    private static Predicate<ClassReport> of(EvaluationReport report, Shot shot) {
        return one -> report.shotLimits().of(one.trainingImages()) == shot;
    }

    private static void add(
            String column,
            Predicate<ClassReport> belongs,
            Function<ClassMeans, @Nullable Double> number,
            List<ArmResult> arms,
            List<String> widths) {
        long images = arms.get(0).evaluation().classes().stream()
                .filter(belongs)
                .mapToLong(ClassReport::samples)
                .sum();
        double widest = 0;
        for (ArmResult arm : arms) {
            Double share = number.apply(arm.told());
            if (share != null && images > 0) {
                ProportionInterval interval = ProportionInterval.of(Math.round(share * images), images, CONFIDENCE);
                widest = Math.max(widest, Math.max(share - interval.lower(), interval.upper() - share));
            }
        }
        if (widest > 0) {
            widths.add(String.format(Locale.ROOT, "%s +-%.1f", column, 100 * widest));
        }
    }
}
