package drolt.loss;

import drolt.data.ClassCounts;
import org.bytedeco.pytorch.Tensor;

/**
 * Cross-entropy with label smoothing that is stronger for classes with more images, on which networks are too sure.
 *
 * <pre>{@code
 * e_c = e_t + (e_h - e_t) sin(pi (n_c - n_min) / (2 (n_max - n_min)))
 * L   = mean over the batch of (1 - e_y) (-log p_y) + e_y mean_k (-log p_k)
 * }</pre>
 *
 * <p>Source: Zhong et al., Improving Calibration for Long-Tailed Recognition (MiSLAS). Where all counts are equal the
 * formula is 0 / 0, and every class is taken as one of the largest; a class without images as one of the smallest.
 */
final class LabelAwareSmoothingLoss implements Loss {
    private final ClassValues smoothing;

    LabelAwareSmoothingLoss(LabelAwareSmoothingConfig config, ClassCounts counts) {
        smoothing = new ClassValues(smoothing(config, counts));
    }

    private static double[] smoothing(LabelAwareSmoothingConfig config, ClassCounts counts) {
        double[] smoothing = new double[counts.classCount()];
        int smallest = counts.smallest();
        double range = counts.largest() - smallest;
        for (int label = 0; label < smoothing.length; label++) {
            int above = Math.max(counts.of(label) - smallest, 0);
            double rank = range == 0 && counts.of(label) > 0 ? 1 : above / Math.max(range, 1);
            smoothing[label] = config.tail() + (config.head() - config.tail()) * Math.sin(Math.PI / 2 * rank);
        }
        return smoothing;
    }

    @Override
    public LossValue value(LossInput input) {
        Tensor logits = WorkingPrecision.of(input.logits());
        Tensor labels = input.labels();
        Tensor surprise = logits.log_softmax(1).neg(); // -log p_k [B, C]
        Tensor own = surprise.gather(1, labels.unsqueeze(1)).squeeze(1);
        Tensor share = smoothing.of(labels, logits.scalar_type());
        Tensor perSample = own.add(share.mul(surprise.mean(1).sub(own)));
        return LossValue.of("labelAwareSmoothing", perSample.mean());
    }

    @Override
    public void close() {
        smoothing.close();
    }
}
