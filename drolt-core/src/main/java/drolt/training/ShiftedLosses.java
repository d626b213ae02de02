package drolt.training;

import drolt.inference.FeatureMatrix;
import drolt.model.LinearClassifier;
import drolt.tensor.NoGrad;
import drolt.tensor.StepScope;
import drolt.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * What a linear classifier costs on some features, class by class, its logits shifted.
 *
 * @param features of clean images
 */
record ShiftedLosses(LinearClassifier classifier, FeatureMatrix features) implements PriorShift.ClassLosses {
    private static final long NO_IGNORED_LABEL = -100;

    @Override
    public double[] of(double[] shift) {
        int[] labels = features.labels();
        double[] sums = new double[shift.length];
        int[] counts = new int[shift.length];
        double[] losses = losses(shift, labels);
        for (int i = 0; i < labels.length; i++) {
            sums[labels[i]] += losses[i];
            counts[labels[i]]++;
        }
        for (int label = 0; label < sums.length; label++) {
            sums[label] = counts[label] == 0 ? Double.NaN : sums[label] / counts[label];
        }
        return sums;
    }

    private double[] losses(double[] shift, int[] labels) {
        try (NoGrad noGrad = NoGrad.open();
                StepScope scope = StepScope.open()) {
            Tensor rows = Tensors.floats(features.values(), labels.length, features.dimension());
            Tensor bias =
                    classifier.bias().add(Tensors.doubles(shift, shift.length).to(rows.scalar_type()));
            return Tensors.toDoubles(torch.cross_entropy_loss(
                    torch.linear(rows, classifier.weight(), bias),
                    Tensors.longs(labels, labels.length),
                    new TensorOptional(),
                    torch.Reduction.None.value,
                    NO_IGNORED_LABEL,
                    0));
        }
    }
}
