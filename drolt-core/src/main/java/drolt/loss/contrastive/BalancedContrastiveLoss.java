package drolt.loss.contrastive;

import drolt.configuration.ConfigException;
import drolt.loss.LogitAdjustedLoss;
import drolt.loss.Loss;
import drolt.loss.LossContext;
import drolt.loss.LossInput;
import drolt.loss.LossValue;
import drolt.loss.NamePrefix;
import drolt.loss.WorkingPrecision;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Logit-adjusted cross-entropy, and a supervised contrast in which every class weighs the same.
 *
 * <pre>{@code
 * L = a LA-CE(l, y) + b mean over the compared views i of
 *     -mean over positives j of  [ z_i z_j / T - log sum over k != i of exp(z_i z_k / T) / w_ik ]
 * }</pre>
 *
 * <p>Candidates j, k are the compared views and one prototype of each of the C classes, a perceptron's image of its weight
 * vector in the classifier. w_ik is the number of candidates of k's class, the anchor i itself left out, so that classes
 * are averaged before they are added, and one that is not in the batch takes part by its prototype.
 *
 * <p>Source: Zhu et al., Balanced Contrastive Learning for Long-Tailed Visual Recognition (2022), Eq. 10 and 12, and their
 * program for large images; they released none for CIFAR.
 */
final class BalancedContrastiveLoss implements Loss {
    private static final NamePrefix PROTOTYPES = new NamePrefix("prototypes.");

    private final BalancedContrastiveConfig config;
    private final ProjectedViews views;
    private final ProjectionHead prototypeHead;
    private final LogitAdjustedLoss crossEntropy;

    BalancedContrastiveLoss(BalancedContrastiveConfig config, LossContext context) {
        this.config = config;
        views = new ProjectedViews(config.contrast(), config.head(), context);
        prototypeHead = new ProjectionHead(config.head(), context.dimension(LossInput.FEATURES), context.seed() + 1);
        crossEntropy = new LogitAdjustedLoss("logitAdjusted", config.tau(), context.counts());
    }

    /** @throws ConfigException if the classifier has no weight vectors */
    @Override
    public LossValue value(LossInput input) {
        Tensor entropy = crossEntropy.of(WorkingPrecision.of(input.logits()), input.labelsOfFirstView());
        Tensor contrast = contrast(input);
        Tensor total = entropy.mul(new Scalar(config.crossEntropyWeight()))
                .add(contrast.mul(new Scalar(config.contrastWeight())));
        return new LossValue(
                total,
                List.of(
                        new LossValue.Part("logitAdjusted", entropy.detach()),
                        new LossValue.Part("balancedContrastive", contrast.detach())));
    }

    private Tensor contrast(LossInput input) {
        Tensor classWeights = input.classWeights()
                .orElseThrow(
                        () -> new ConfigException("balanced-contrastive needs a classifier with a weight vector for"
                                + " each class; set model.classifier.kind to linear or cosine"));
        Tensor directions = views.directions(input);
        Tensor prototypes = prototypeHead.of(classWeights.to(directions.scalar_type()));
        Tensor candidates = torch.cat(new TensorVector(directions, prototypes), 0);
        Tensor similarities = directions.matmul(candidates.t()).div(new Scalar(config.temperature()));

        Tensor anchorLabels = views.labels(input);
        Tensor classes = torch.arange(new Scalar(prototypes.size(0)));
        Tensor labels = torch.cat(new TensorVector(anchorLabels, classes), 0);
        Pairs pairs = Pairs.of(anchorLabels, labels, similarities);
        Tensor sizes = labels.unsqueeze(1).eq(labels).sum(0); // of each candidate's class
        Tensor weights = sizes.to(similarities.scalar_type()).sub(pairs.positives());
        // less 1 where the anchor is of that class; that is where the pair is a positive one, the anchor itself aside
        return pairs.contrast(similarities, weights);
    }

    @Override
    public Map<String, Tensor> parameters() {
        Map<String, Tensor> parameters = new LinkedHashMap<>(views.parameters());
        parameters.putAll(PROTOTYPES.before(prototypeHead.parameters()));
        return parameters;
    }

    @Override
    public double learningRateScale() {
        return config.head().learningRateScale();
    }

    @Override
    public double weightDecay() {
        return config.head().weightDecay();
    }

    @Override
    public void restore(Map<String, Tensor> state) {
        views.restore(state);
        prototypeHead.restore(PROTOTYPES.of(state));
    }

    @Override
    public void close() {
        views.close();
        prototypeHead.close();
        crossEntropy.close();
    }
}
