package drolt.report;

import drolt.data.Shot;
import drolt.evaluation.CalibrationError;
import drolt.evaluation.CalibrationError.Bin;
import drolt.evaluation.EvaluationReport;
import drolt.evaluation.Predictions;
import drolt.experiment.ArmPredictions;
import drolt.report.ChartData.BinData;
import drolt.report.ChartData.CalibrationData;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Calibration over all test images, and over those of classes with many, a medium number of and few training images. */
final class ShotCalibration {
    private ShotCalibration() {}

    /**
     * Measures it.
     *
     * @param counts training images by label
     * @param said null: single predictions are not at hand, and nothing is known by shot
     */
    static List<CalibrationData> of(EvaluationReport report, List<Integer> counts, @Nullable ArmPredictions said) {
        List<CalibrationData> groups = new ArrayList<>();
        groups.add(data("all", report.samples(), report.calibration()));
        if (said != null) {
            Predictions all = said.predictions();
            for (Shot shot : Shot.values()) {
                int[] members = IntStream.range(0, all.size())
                        .filter(position -> report.shotLimits().of(counts.get(all.labels()[position])) == shot)
                        .toArray();
                if (members.length > 0) {
                    groups.add(data(
                            shot.name().toLowerCase(Locale.ROOT),
                            members.length,
                            CalibrationError.of(all.only(members))));
                }
            }
        }
        return groups;
    }

    private static CalibrationData data(String group, int samples, CalibrationError calibration) {
        return new CalibrationData(
                group,
                samples,
                Rounding.of(calibration.expected()),
                calibration.bins().stream().map(ShotCalibration::bin).toList());
    }

    private static BinData bin(Bin bin) {
        return new BinData(
                Objects.requireNonNull(Rounding.of(bin.above())),
                Objects.requireNonNull(Rounding.of(bin.upTo())),
                bin.samples(),
                Rounding.of(bin.accuracy()),
                Rounding.of(bin.confidence()));
    }
}
