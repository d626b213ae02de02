package drolt.loss;

import drolt.configuration.ConfigException;
import drolt.data.ClassCounts;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Logit-adjusted cross-entropy of each expert, with a tau of its own.
 *
 * <pre>{@code
 * L = mean over k of cross-entropy of l_k + tau_k log(n_c / N + 1e-12)
 * l_k = l + K (W_k f_k - mean over j of W_j f_j)        l the logits, f = [f_1, ..., f_K] the features, W = [W_1, ..., W_K]
 * }</pre>
 *
 * <p>l_k is the k-th expert's word: with a linear classifier on f, l is the mean of K classifiers {@code K W_k f_k + b},
 * which share their biases. The test takes l. Source: Aimar et al., Balanced Product of Calibrated Experts for
 * Long-Tailed Recognition (BalPoE, 2023); their classifiers have biases of their own, and they add where this takes the
 * mean.
 */
final class ExpertProductLoss implements Loss {
    private final List<LogitAdjustedLoss> losses;

    ExpertProductLoss(List<Double> taus, ClassCounts counts) {
        losses = taus.stream()
                .map(tau -> new LogitAdjustedLoss("expert", tau, counts))
                .toList();
    }

    /** @throws ConfigException if the classifier has no weight vectors */
    @Override
    public LossValue value(LossInput input) {
        Tensor weights = input.classWeights()
                .orElseThrow(() ->
                        new ConfigException("expert-product needs a classifier with a weight vector for each class;"
                                + " set model.classifier.kind to linear"));
        int count = losses.size();
        long width = input.features().size(1) / count;
        Tensor logits = WorkingPrecision.of(input.logits());
        Tensor features = WorkingPrecision.of(input.features());
        List<Tensor> own = IntStream.range(0, count)
                .mapToObj(k -> features.narrow(1, k * width, width)
                        .matmul(weights.narrow(1, k * width, width)
                                .to(features.scalar_type())
                                .t())
                        .mul(new Scalar((double) count)))
                .toList();
        Tensor mean = own.stream().reduce(Tensor::add).orElseThrow().div(new Scalar((double) count));
        Tensor sum = IntStream.range(0, count)
                .mapToObj(k -> losses.get(k).of(logits.add(own.get(k)).sub(mean), input.labels()))
                .reduce(Tensor::add)
                .orElseThrow();
        return LossValue.of("expertProduct", sum.div(new Scalar((double) count)));
    }

    @Override
    public void close() {
        losses.forEach(LogitAdjustedLoss::close);
    }
}
