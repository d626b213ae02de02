package drolt.comparison;

import drolt.data.ShotLimits;
import drolt.evaluation.EvaluationReport;
import drolt.experiment.ArmResult;
import drolt.experiment.Environment;
import drolt.experiment.RunResult;
import drolt.experiment.Versions;
import drolt.tensor.MemoryLayout;
import drolt.tensor.Precision;
import drolt.training.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Results without a training: what comparisons look at, and nothing else. */
final class FakeRuns {
    private FakeRuns() {}

    /** A run with the arms CE and cRT, the second after the first. */
    static RunResult run(long seed, int epochs, double crossEntropy, double classifier) {
        String configuration = """
            {"seed": %d, "dataset": {"kind": "x", "indices": null}, "augmentation": [], "model": {}, "selection": "last",
             "stages": {"a": {"kind": "train", "after": null, "epochs": %d},
                        "b": {"kind": "classifier", "after": "a", "epochs": 3}},
             "arms": {"CE": "a", "CE + cRT": "b"}}\
            """.formatted(seed, epochs);
        List<ArmResult> arms = new ArrayList<>();
        arms.add(arm("CE", crossEntropy));
        arms.add(arm("CE + cRT", classifier));
        return of(seed, configuration, arms, "test", "train");
    }

    static ArmResult arm(String name, double accuracy) {
        return new ArmResult(
                name,
                accuracy,
                accuracy + 0.1,
                null,
                accuracy - 0.1,
                accuracy / 2,
                "models/x",
                name + accuracy,
                new EvaluationReport(0, ShotLimits.PAPER, null, Map.of(), null, List.of()),
                List.of(),
                null);
    }

    static RunResult of(long seed, String configuration, List<ArmResult> arms, String test, String train) {
        return new RunResult(
                1,
                "fake",
                "f",
                seed,
                Selection.LAST,
                arms,
                List.of(),
                List.of(),
                Map.of(),
                new JsonMapper().readTree(configuration),
                train,
                test,
                new Environment(Precision.FLOAT32, MemoryLayout.CONTIGUOUS, 1, "engine", null),
                new Versions("d", "e", "j", "s"),
                null);
    }
}
