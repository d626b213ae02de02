package drolt.report;

import drolt.experiment.ArmPredictions;
import drolt.experiment.Recipe;
import drolt.experiment.RunResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A finished run and what is at hand of it.
 *
 * @param name what the page calls it
 * @param recipe null: of a version that cannot be read any more
 * @param predictions of every arm, in the result's order; empty where neither kept nor to be computed
 */
record ReportRun(String name, RunResult result, @Nullable Recipe recipe, List<ArmPredictions> predictions) {}
