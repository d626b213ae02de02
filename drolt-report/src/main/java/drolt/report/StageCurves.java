package drolt.report;

import drolt.data.Shot;
import drolt.data.ShotLimits;
import drolt.experiment.StageRecord;
import drolt.report.ChartData.StageData;
import drolt.training.EpochMetrics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a stage measured, epoch by epoch. */
final class StageCurves {
    private final ShotLimits limits;
    private final List<Integer> counts;

    /** @param counts training images by label */
    StageCurves(ShotLimits limits, List<Integer> counts) {
        this.limits = limits;
        this.counts = counts;
    }

    /** @param record with at least one epoch */
    StageData of(String name, StageRecord record) {
        List<EpochMetrics> history = record.history();
        Map<String, List<@Nullable Double>> measures = new LinkedHashMap<>();
        measures.put("loss", curve(history, EpochMetrics::loss));
        Set<String> parts = new LinkedHashSet<>();
        history.forEach(epoch -> parts.addAll(epoch.parts().keySet()));
        for (String part : parts) {
            measures.put(part, curve(history, epoch -> epoch.parts().get(part)));
        }
        List<Double> last = history.get(history.size() - 1).radii();
        if (!last.isEmpty()) {
            for (Shot shot : Shot.values()) {
                if (IntStream.range(0, counts.size()).anyMatch(label -> limits.of(counts.get(label)) == shot)) {
                    measures.put(
                            "mean radius, " + shot.name().toLowerCase(Locale.ROOT),
                            curve(history, epoch -> radius(epoch.radii(), shot)));
                }
            }
        }
        measures.put("learningRate", curve(history, EpochMetrics::learningRate));
        return new StageData(name, measures, Rounding.ofAll(last), Rounding.ofAll(record.radiusProbabilities()));
    }

    private @Nullable Double radius(List<Double> radii, Shot shot) {
        return Rounding.of(IntStream.range(0, radii.size())
                .filter(label -> limits.of(counts.get(label)) == shot)
                .mapToDouble(radii::get)
                .average());
    }

    /** What one epoch measured. */
    private interface Reading {
        @Nullable
        Double of(EpochMetrics epoch);
    }

    private static List<@Nullable Double> curve(List<EpochMetrics> history, Reading reading) {
        List<@Nullable Double> values = new ArrayList<>();
        for (EpochMetrics epoch : history) {
            values.add(Rounding.of(reading.of(epoch)));
        }
        return values;
    }
}
