package drolt.training;

import drolt.loss.Loss;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * What a {@link TrainingLoop} needs to know of the training that it steps through.
 */
interface TrainingTask {
    int epochs();

    int stepsPerEpoch();

    EarlyStopping earlyStopping();

    Loss loss();

    double learningRate(int epoch, int step);

    /** What must be done before an epoch's first step, for example the pass for the centroids. */
    void prepareEpoch(int epoch);

    /** The batches of an epoch from a step on. */
    EpochInputs open(int epoch, int firstStep);

    /** Updates the parameters from their gradients and drops these. */
    void update(double learningRate);

    /** What is measured after an epoch, by name; empty where nothing is. */
    Map<String, Double> measure(int epoch);

    /** Everything that the rest of the training depends on, live, by name. */
    Map<String, Tensor> tensors();
}
