package drolt.training;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One stage of a recipe. */
public sealed interface StageConfig
        permits TrainStageConfig, ClassifierStageConfig, TauNormStageConfig, LogitAdjustmentStageConfig {
    /** Name of the stage it starts from; null: fresh values. */
    @Nullable
    String after();

    /** The training it does; none where the weights are computed without gradients. */
    Optional<TrainingPlan> plan();

    /** Does it. */
    TrainingResult run(StageTrainer trainer);
}
