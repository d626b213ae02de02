package drolt.experiment;

import drolt.io.AtomicFiles;
import drolt.recipe.ExperimentConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Measures the arms of a run whose stages are finished. */
final class ArmMeasurement {
    private static final Logger LOG = LoggerFactory.getLogger(ArmMeasurement.class);

    private final ExperimentConfig config;
    private final ExperimentData data;
    private final RunOptions options;

    ArmMeasurement(ExperimentConfig config, ExperimentData data, RunOptions options) {
        this.config = config;
        this.data = data;
        this.options = options;
    }

    /** Measures them, each in the run's order, and writes the result last. */
    RunResult measure(RunFolder folder, RunListener listener, RunRecord record, FinishedStages finished) {
        List<ArmResult> arms = new ArrayList<>();
        try (ArmEvaluator evaluator = new ArmEvaluator(config, data, record.environment(), options.loaderThreads())) {
            config.arms().forEach((arm, last) -> {
                folder.requireThere();
                listener.evaluationStarts(arm);
                Path model = folder.model(arm);
                FinishedStage stage = finished.get(last);
                AtomicFiles.copy(stage.weights(), model);
                String weights = stage.record().weights();
                MeasuredArm measured = evaluator.measureAndKeep(arm, model, weights, folder.root());
                arms.add(measured.result());
                listener.evaluationEnds(measured.result(), measured.features());
            });
        }
        folder.requireThere();
        TestImageNames.write(folder.root(), data.test());
        RunResult result = RunResult.of(record, config.selection(), data, arms, finished);
        ModelCard.complete(folder.root(), result, config, data);
        result.write(folder.result());
        RunRemarks.of(result).forEach(remark -> LOG.warn("{}: {}", folder.root(), remark));
        return result;
    }
}
