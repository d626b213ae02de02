package drolt.inference;

import drolt.evaluation.Predictions;
import drolt.tensor.Tensors;
import java.util.Arrays;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;

/** Gathers what a classifier says of one batch after the other. */
final class PredictionCollector {
    private final int[] labels;
    private final int[] predicted;
    private final float[] confidence;
    private final float[] losses;
    private int filled;

    PredictionCollector(int size) {
        labels = new int[size];
        predicted = new int[size];
        confidence = new float[size];
        losses = new float[size];
    }

    /**
     * Takes a batch.
     *
     * @param logits float32 [B, C]
     * @param source where its labels are
     * @param offset of the first of them
     */
    void add(Tensor logits, int[] source, int offset) {
        T_TensorTensor_T best = logits.softmax(1).max(1);
        int batch = (int) logits.size(0);
        Tensor truth = Tensors.longs(Arrays.copyOfRange(source, offset, offset + batch), batch);
        float[] ofTruth = Tensors.toFloats(
                logits.log_softmax(1).gather(1, truth.unsqueeze(1)).neg());
        float[] probabilities = Tensors.toFloats(best.get0());
        long[] classes = Tensors.toLongs(best.get1());
        for (int i = 0; i < classes.length; i++, filled++) {
            labels[filled] = source[offset + i];
            predicted[filled] = (int) classes[i];
            confidence[filled] = probabilities[i];
            losses[filled] = ofTruth[i];
        }
    }

    Predictions finish(int classCount) {
        return new Predictions(labels, predicted, confidence, losses, classCount);
    }
}
