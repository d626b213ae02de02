package drolt.tensorboard;

import drolt.training.EpochMetrics;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What an epoch showed, under the tags that TensorBoard groups by. The step of an event is the epoch, from 1. */
final class EpochValues {
    private EpochValues() {}

    static void write(EventFile file, EpochMetrics metrics, double wallTime) throws IOException {
        Map<String, Double> scalars = new TreeMap<>();
        scalars.put("loss/total", metrics.loss());
        metrics.parts().forEach((name, value) -> scalars.put(tag(name), value));
        scalars.put("training/learningRate", metrics.learningRate());
        if (metrics.seconds() > 0) {
            scalars.put("training/imagesPerSecond", metrics.images() / metrics.seconds());
        }
        Map<String, HistogramBuckets> histograms = new HashMap<>();
        HistogramBuckets.of(metrics.radii()).ifPresent(radii -> histograms.put("radii", radii));
        file.values(wallTime, metrics.epoch(), scalars, histograms);
    }

    /** Epochs done before; when they ended is told by how long the later ones took, pauses left out. */
    static void writeAll(EventFile file, List<EpochMetrics> history) throws IOException {
        double wallTime = EventFile.now()
                - history.stream().mapToDouble(EpochMetrics::seconds).sum();
        for (EpochMetrics metrics : history) {
            wallTime += metrics.seconds();
            write(file, metrics, wallTime);
        }
    }

    private static String tag(String name) {
        return name.startsWith("validation") || name.startsWith("test") ? "accuracy/" + name : "loss/" + name;
    }
}
