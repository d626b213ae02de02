package drolt.training;

import drolt.augmentation.TransformConfig;
import drolt.loss.LossConfig;
import drolt.optimizer.OptimizerConfig;
import drolt.optimizer.ScheduleConfig;
import drolt.sampling.SamplerConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One training by gradient, whatever the kind of stage that asks for it.
 *
 * @param augmentation null: the recipe's
 * @param freeze parts that stay: {@code backbone}, {@code classifier}, or the beginning of a parameter's name
 * @param gradientClip greatest norm of all gradients together; null: no clipping
 * @param weightAverage decay of the moving average of the weights that is kept in their place; null: none
 * @param patienceEpochs epochs without a new best after which to stop; null: never
 */
public record TrainingPlan(
        int epochs,
        int batchSize,
        boolean dropLast,
        SamplerConfig sampler,
        @Nullable List<TransformConfig> augmentation,
        LossConfig loss,
        OptimizerConfig optimizer,
        ScheduleConfig schedule,
        HeadChange head,
        List<String> freeze,
        BatchNormMode batchNorm,
        @Nullable Double gradientClip,
        @Nullable Double weightAverage,
        @Nullable Integer patienceEpochs,
        SelectionMetric selectBy) {}
