package drolt.loss;

import drolt.data.ClassCounts;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Cross-entropy with a margin for the true class, the larger the fewer images the class has.
 *
 * <pre>{@code
 * m_c = maxMargin (n_min / n_c)^(1/4)
 * L   = cross-entropy of s (l - m_y e_y)                   e_y the unit vector of the true class
 * }</pre>
 *
 * <p>Source: Cao et al., Learning Imbalanced Datasets with Label-Distribution-Aware Margin Loss. Their logits are the
 * cosines of a normalised classifier, and the test takes them without margin. A class without images has the margin of
 * the smallest that has some.
 */
final class LdamLoss implements Loss {
    private static final double POWER = 0.25;

    private final LdamConfig config;
    private final ClassValues margins;
    private final CrossEntropyLoss crossEntropy;

    LdamLoss(LdamConfig config, ClassCounts counts) {
        this.config = config;
        margins = new ClassValues(margins(config.maxMargin(), counts));
        crossEntropy =
                new CrossEntropyLoss(new CrossEntropyConfig(0, config.weighting(), 1, config.beta(), null), counts);
    }

    private static double[] margins(double largest, ClassCounts counts) {
        double[] margins = new double[counts.classCount()];
        int smallestCount = Math.max(counts.smallest(), 1);
        for (int label = 0; label < margins.length; label++) {
            double share = (double) smallestCount / Math.max(counts.of(label), smallestCount);
            margins[label] = largest * Math.pow(share, POWER);
        }
        return margins;
    }

    @Override
    public LossValue value(LossInput input) {
        Tensor logits = WorkingPrecision.of(input.logits());
        Tensor labels = input.labels();
        Tensor own = torch.one_hot(labels, logits.size(1)).to(logits.scalar_type());
        Tensor margin = margins.of(labels, logits.scalar_type()).unsqueeze(1);
        Tensor lowered = logits.sub(own.mul(margin)).mul(new Scalar(config.scale()));
        return LossValue.of("ldam", crossEntropy.of(lowered, labels));
    }

    @Override
    public void close() {
        margins.close();
        crossEntropy.close();
    }
}
