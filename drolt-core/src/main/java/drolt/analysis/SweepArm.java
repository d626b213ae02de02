package drolt.analysis;

import drolt.data.ClassCounts;
import drolt.data.Shot;
import drolt.experiment.FinishedRun;
import drolt.experiment.StageRecord;
import drolt.training.EpochMetrics;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * One arm of one run, as sweeps see it.
 *
 * @param label with several runs also the run's
 * @param name of the arm alone
 * @param recipe of the arm, by key
 * @param accuracies those that the run measured, fractions in [0, 1]
 * @param radii mean of each group of classes after the last epoch of the last stage that has radii; groups without
 *     classes are absent, and all where no stage has some
 */
record SweepArm(
        String label,
        String name,
        long seed,
        SortedMap<RecipeKey, JsonNode> recipe,
        Map<SweepMeasure, Double> accuracies,
        Map<Shot, Double> radii) {
    static SweepArm of(AnalysedArm arm) {
        Map<SweepMeasure, Double> accuracies = new EnumMap<>(SweepMeasure.class);
        for (SweepMeasure measure : SweepMeasure.values()) {
            measure.of(arm).ifPresent(value -> accuracies.put(measure, value));
        }
        FinishedRun run = arm.run();
        String name = arm.result().name();
        return new SweepArm(
                arm.label(),
                name,
                run.result().seed(),
                RecipeKey.valuesOf(run.result().configuration(), name),
                accuracies,
                radii(arm));
    }

    private static Map<Shot, Double> radii(AnalysedArm arm) {
        Map<Shot, Double> found = new EnumMap<>(Shot.class);
        ClassCounts counts = arm.counts();
        for (String stage : arm.run().chain(arm.result().name())) {
            StageRecord record = arm.run().result().stages().get(stage);
            if (record != null && StageRadii.hasRadii(record.history(), counts.classCount())) {
                List<EpochMetrics> history = record.history();
                double[] radii =
                        StageRadii.doubles(history.get(history.size() - 1).radii());
                for (Shot shot : Shot.values()) {
                    IntStream.range(0, radii.length)
                            .filter(label -> arm.shots().of(counts.of(label)) == shot)
                            .mapToDouble(label -> radii[label])
                            .average()
                            .ifPresent(mean -> found.put(shot, mean));
                }
            }
        }
        return found;
    }
}
