package drolt.recipe;

import drolt.loss.BalancedSoftmaxConfig;
import drolt.loss.CrossEntropyConfig;
import drolt.loss.DeferredConfig;
import drolt.loss.ExpertProductConfig;
import drolt.loss.FocalConfig;
import drolt.loss.LabelAwareSmoothingConfig;
import drolt.loss.LdamConfig;
import drolt.loss.LogitAdjustedConfig;
import drolt.loss.SigmoidFocalConfig;
import drolt.loss.SumConfig;
import drolt.loss.contrastive.BalancedContrastiveConfig;
import drolt.loss.contrastive.ProCoConfig;
import drolt.loss.contrastive.SupervisedContrastiveConfig;
import drolt.loss.robust.BatchCvarConfig;
import drolt.loss.robust.ChiSquareBallConfig;
import drolt.loss.robust.DiscriminativeCentroidConfig;
import drolt.loss.robust.DroLtConfig;
import drolt.loss.robust.KullbackLeiblerBallConfig;
import drolt.loss.robust.LabelAwareCvarConfig;
import drolt.training.ClassifierStageConfig;
import drolt.training.LogitAdjustmentStageConfig;
import drolt.training.NearestMeanStageConfig;
import drolt.training.RobustAdjustmentStageConfig;
import drolt.training.TauNormStageConfig;
import drolt.training.TrainStageConfig;
import drolt.training.method.BilateralStageConfig;
import drolt.training.method.MomentumContrastStageConfig;
import drolt.training.method.RotationStageConfig;
import drolt.training.method.SmDragonStageConfig;
import java.util.ArrayList;
import java.util.List;

/**
 * The kinds of loss and of stage that a recipe may name.
 *
 * <p>A loss or stage of one's own is a record that implements {@link drolt.loss.LossConfig} or {@link
 * drolt.training.StageConfig} and carries {@code @JsonTypeName}; its components are its keys, all of which a recipe must
 * give. Stored stages are found by kind and keys: whoever changes what one computes gives it another kind or another key.
 *
 * @param records each with a kind, in the order in which messages list them
 */
public record RecipeKinds(List<Class<? extends Record>> records) {
    /** The kinds of drolt. A new loss or stage is one line here. */
    public static final RecipeKinds SHIPPED = new RecipeKinds(List.of(
            CrossEntropyConfig.class,
            FocalConfig.class,
            SigmoidFocalConfig.class,
            LdamConfig.class,
            BalancedSoftmaxConfig.class,
            LogitAdjustedConfig.class,
            LabelAwareSmoothingConfig.class,
            ExpertProductConfig.class,
            BatchCvarConfig.class,
            ChiSquareBallConfig.class,
            KullbackLeiblerBallConfig.class,
            LabelAwareCvarConfig.class,
            DroLtConfig.class,
            DiscriminativeCentroidConfig.class,
            SupervisedContrastiveConfig.class,
            BalancedContrastiveConfig.class,
            ProCoConfig.class,
            SumConfig.class,
            DeferredConfig.class,
            TrainStageConfig.class,
            ClassifierStageConfig.class,
            SmDragonStageConfig.class,
            BilateralStageConfig.class,
            RotationStageConfig.class,
            MomentumContrastStageConfig.class,
            TauNormStageConfig.class,
            LogitAdjustmentStageConfig.class,
            RobustAdjustmentStageConfig.class,
            NearestMeanStageConfig.class));

    public RecipeKinds {
        records = List.copyOf(records);
    }

    /** The kinds of one family, for example of {@link drolt.loss.LossConfig}. */
    public List<Class<? extends Record>> of(Class<?> family) {
        return records.stream().filter(family::isAssignableFrom).toList();
    }

    /**
     * These and others.
     *
     * @param own records, each with a kind that no other of its family has
     * @throws IllegalArgumentException if one is not a record
     */
    public RecipeKinds and(Class<?>... own) {
        List<Class<? extends Record>> all = new ArrayList<>(records);
        for (Class<?> kind : own) {
            if (!kind.isRecord()) {
                throw new IllegalArgumentException(kind.getName() + " must be a record: its components are the keys");
            }
            all.add(kind.asSubclass(Record.class));
        }
        return new RecipeKinds(all);
    }
}
