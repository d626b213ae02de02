package drolt.training;

import drolt.evaluation.Predictions;
import drolt.inference.FeatureMatrix;
import drolt.model.LinearClassifier;
import drolt.tensor.NoGrad;
import drolt.tensor.StepScope;
import drolt.tensor.Tensors;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Tau-normalisation of a classifier: {@code w_c <- w_c / |w_c|^tau}.
 *
 * <p>Source: Kang et al., Decoupling Representation and Classifier for Long-Tailed Recognition, section 4.
 */
final class WeightNormalization {
    private static final int STEPS = 20;
    private static final double STEP = 0.1;

    private final LinearClassifier classifier;
    private final boolean keepBias;

    WeightNormalization(LinearClassifier classifier, boolean keepBias) {
        this.classifier = classifier;
        this.keepBias = keepBias;
    }

    void apply(double tau) {
        try (NoGrad noGrad = NoGrad.open();
                StepScope scope = StepScope.open()) {
            classifier.set(normalized(tau), bias());
        }
    }

    /** Applies the tau in 0, 0.1, ... 2 with the greatest score; the smallest of equals. */
    void applyBest(FeatureMatrix features, ToDoubleFunction<Predictions> score) {
        double best = 0;
        double bestScore = Double.NEGATIVE_INFINITY;
        for (int step = 0; step <= STEPS; step++) {
            double tau = step * STEP;
            double found = score.applyAsDouble(predict(features, tau));
            if (found > bestScore) {
                best = tau;
                bestScore = found;
            }
        }
        apply(best);
    }

    private Predictions predict(FeatureMatrix features, double tau) {
        try (NoGrad noGrad = NoGrad.open();
                StepScope scope = StepScope.open()) {
            int size = features.labels().length;
            Tensor rows = Tensors.floats(features.values(), size, features.dimension());
            Tensor logits = torch.linear(rows, normalized(tau), bias());
            int[] predicted = Arrays.stream(Tensors.toLongs(logits.max(1).get1()))
                    .mapToInt(label -> (int) label)
                    .toArray();
            float[] confidence = new float[size];
            Arrays.fill(confidence, Float.NaN);
            return new Predictions(features.labels(), predicted, confidence, (int) logits.size(1));
        }
    }

    private Tensor normalized(double tau) {
        Tensor weight = classifier.weight();
        Tensor norms = weight.norm(new ScalarOptional(new Scalar(2.0)), new long[] {1}, true);
        return weight.div(norms.pow(new Scalar(tau)));
    }

    private Tensor bias() {
        return keepBias ? classifier.bias() : classifier.bias().mul(new Scalar(0.0));
    }
}
