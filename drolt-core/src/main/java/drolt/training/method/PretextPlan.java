package drolt.training.method;

import drolt.loss.ClassWeighting;
import drolt.loss.CrossEntropyConfig;
import drolt.loss.LossConfig;
import drolt.training.BatchNormMode;
import drolt.training.HeadChange;
import drolt.training.SelectionMetric;
import drolt.training.TrainingPlan;
import java.util.List;

/** Trains the whole network on labels that the images themselves give, by plain cross-entropy; classes play no part. */
interface PretextPlan extends TrainingPlan {
    @Override
    default LossConfig loss() {
        return new CrossEntropyConfig(0, ClassWeighting.NONE, 1, null, null);
    }

    @Override
    default HeadChange head() {
        return HeadChange.KEEP;
    }

    @Override
    default List<String> freeze() {
        return List.of();
    }

    @Override
    default BatchNormMode batchNorm() {
        return BatchNormMode.TRAIN;
    }

    @Override
    default SelectionMetric selectBy() {
        return SelectionMetric.ACCURACY; // nothing is measured, for there are no classes
    }
}
