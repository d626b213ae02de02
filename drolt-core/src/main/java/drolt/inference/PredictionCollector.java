package drolt.inference;

import drolt.evaluation.Predictions;
import drolt.tensor.Tensors;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;

/** Gathers what a classifier says of one batch after the other. */
final class PredictionCollector {
    private final int[] labels;
    private final int[] predicted;
    private final float[] confidence;
    private int filled;

    PredictionCollector(int size) {
        labels = new int[size];
        predicted = new int[size];
        confidence = new float[size];
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
        float[] probabilities = Tensors.toFloats(best.get0());
        long[] classes = Tensors.toLongs(best.get1());
        for (int i = 0; i < classes.length; i++, filled++) {
            labels[filled] = source[offset + i];
            predicted[filled] = (int) classes[i];
            confidence[filled] = probabilities[i];
        }
    }

    Predictions finish(int classCount) {
        return new Predictions(labels, predicted, confidence, classCount);
    }
}
