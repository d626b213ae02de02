package drolt.experiment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The stages of a run that have their results, by name, in the order in which they came. */
final class FinishedStages {
    private final Map<String, FinishedStage> stages = new LinkedHashMap<>();

    void put(String name, FinishedStage stage) {
        stages.put(name, stage);
    }

    boolean has(String name) {
        return stages.containsKey(name);
    }

    int count() {
        return stages.size();
    }

    /**
     * A stage that is finished.
     *
     * @throws IllegalArgumentException if it is not
     */
    FinishedStage get(String name) {
        FinishedStage stage = stages.get(name);
        if (stage == null) {
            throw new IllegalArgumentException("stage " + name + " is not finished");
        }
        return stage;
    }

    /** A copy with the stages in the order of these names. */
    FinishedStages inOrder(List<String> names) {
        FinishedStages ordered = new FinishedStages();
        names.forEach(name -> ordered.put(name, get(name)));
        return ordered;
    }

    /** What is kept of each beside its weights. */
    Map<String, StageRecord> records() {
        Map<String, StageRecord> records = new LinkedHashMap<>();
        stages.forEach((name, stage) -> records.put(name, stage.record()));
        return records;
    }
}
