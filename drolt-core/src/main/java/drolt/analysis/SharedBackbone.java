package drolt.analysis;

import drolt.experiment.FinishedRun;
import drolt.experiment.StageRecord;
import drolt.training.EpochMetrics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One backbone and the arms that have it: what is measured of features alone is the same for all of them.
 *
 * @param label names of its arms
 * @param arms at least one
 */
public record SharedBackbone(String label, List<AnalysedArm> arms) {
    public SharedBackbone {
        arms = List.copyOf(arms);
    }

    /**
     * The backbones of the arms, each once, in the order of their first arms.
     *
     * @throws drolt.configuration.ConfigException if weights or data are missing, or a feature is not finite
     */
    public static List<SharedBackbone> of(List<AnalysedArm> arms) {
        Map<String, List<AnalysedArm>> byDigest = new LinkedHashMap<>();
        for (AnalysedArm arm : arms) {
            byDigest.computeIfAbsent(arm.pass().backbone().digest(), digest -> new ArrayList<>())
                    .add(arm);
        }
        return byDigest.values().stream()
                .map(sharing -> new SharedBackbone(
                        String.join(
                                ", ", sharing.stream().map(AnalysedArm::label).toList()),
                        sharing))
                .toList();
    }

    /** Its features. */
    public BackbonePass pass() {
        return arms.get(0).pass().backbone();
    }

    /** Radii of the last stage that had some and left it as it is [C]; empty where none had. */
    public Optional<double[]> radii() {
        return arms.stream().flatMap(arm -> radii(arm).stream()).findFirst();
    }

    private static Optional<double[]> radii(AnalysedArm arm) {
        FinishedRun run = arm.run();
        List<String> chain = run.chain(arm.result().name());
        double[] found = null;
        for (String stage : chain) {
            StageRecord record = run.result().stages().get(stage);
            if (record != null
                    && StageRadii.hasRadii(record.history(), run.shotCounts().classCount())
                    && StageRadii.hasBackboneOf(run, arm, stage)) {
                List<EpochMetrics> history = record.history();
                found = StageRadii.doubles(history.get(history.size() - 1).radii());
            }
        }
        return Optional.ofNullable(found);
    }
}
