package drolt.training;

/**
 * What one step showed.
 *
 * @param epoch from 0
 * @param step of the epoch, from 0
 * @param images in the batch
 * @param loss total loss
 * @param waitedSeconds that the step waited for its images to be read
 */
public record StepMetrics(
        int epoch, int step, int stepsPerEpoch, int images, double loss, double learningRate, double waitedSeconds) {}
