package drolt.model;

import drolt.tensor.Autocast;
import drolt.tensor.MemoryLayout;
import drolt.tensor.NoGrad;
import drolt.tensor.Precision;
import drolt.tensor.StepScope;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import org.bytedeco.pytorch.Tensor;

/**
 * A backbone and the classifier on it; the owner of their tensors.
 *
 * <p>Parts are named for freezing: {@code backbone}, {@code classifier}, or the beginning of a parameter's name, for
 * example {@code layer1}.
 */
public final class Network implements AutoCloseable {
    private static final String BACKBONE = "backbone";
    private static final String CLASSIFIER = "classifier";

    private Backbone backbone;
    private Classifier classifier;

    /** Takes ownership of both. */
    public Network(Backbone backbone, Classifier classifier) {
        this.backbone = backbone;
        this.classifier = classifier;
    }

    public Backbone backbone() {
        return backbone;
    }

    public Classifier classifier() {
        return classifier;
    }

    /** Puts another classifier on the features. The caller owns the one that was there. */
    public void replaceClassifier(Classifier replacement) {
        classifier = replacement;
    }

    /**
     * Features and logits of a batch; the classifier runs in float32 whatever the precision.
     *
     * @param images float32 [B, 3, H, W], normalised
     * @param batchStatistics whether batch normalisation uses the batch's statistics and updates its running ones
     */
    public ForwardPass forward(Tensor images, boolean batchStatistics, Precision precision) {
        return forward(images, batchStatistics, precision, List.of());
    }

    /**
     * The same, and what some layers say.
     *
     * @param layers names, of those that the backbone has
     * @throws IllegalArgumentException for a name that no layer has
     */
    public ForwardPass forward(Tensor images, boolean batchStatistics, Precision precision, Collection<String> layers) {
        Set<String> wanted = new LinkedHashSet<>(layers);
        wanted.add(Backbone.FEATURES);
        Map<String, Tensor> means;
        try (Autocast autocast = Autocast.open(precision)) {
            means = new LinkedHashMap<>(backbone.layers(images, batchStatistics, wanted));
        }
        Tensor features = Objects.requireNonNull(means.get(Backbone.FEATURES));
        means.keySet().retainAll(layers);
        return new ForwardPass(features, classifier.logits(features), means);
    }

    /**
     * Features and logits of a {@link BilateralBackbone} in training, each branch on images of its own.
     *
     * @param conventional float32 [B, 3, H, W], normalised
     * @param rebalancing the same of the other branch
     * @param share of the conventional branch, in [0, 1]
     * @throws IllegalStateException if the backbone has one branch
     */
    public ForwardPass forward(
            Tensor conventional, Tensor rebalancing, double share, boolean batchStatistics, Precision precision) {
        if (!(backbone instanceof BilateralBackbone bilateral)) {
            throw new IllegalStateException("the network has one branch; makeBilateral gives it another");
        }
        Tensor features;
        try (Autocast autocast = Autocast.open(precision)) {
            features = bilateral.mixed(conventional, rebalancing, share, batchStatistics);
        }
        return new ForwardPass(features, classifier.logits(features), Map.of());
    }

    /**
     * Gives a residual backbone a second last block, with fresh values, and puts a fresh linear classifier on both.
     *
     * @return false where it has one already, and nothing changes
     * @throws IllegalStateException if the classifier is not linear or the backbone has no blocks
     */
    public boolean makeBilateral(long seed) {
        if (backbone instanceof BilateralBackbone) {
            return false;
        }
        if (!(backbone instanceof BlockBackbone blocks) || !(classifier instanceof LinearClassifier linear)) {
            throw new IllegalStateException("two branches need a residual network and a linear classifier");
        }
        backbone = new BilateralBackbone(blocks, seed);
        classifier =
                new LinearClassifier(backbone.dimension(), (int) linear.bias().size(0), seed);
        linear.close();
        return true;
    }

    /** Trainable tensors of both parts by name, in a fixed order. */
    public Map<String, Tensor> parameters() {
        Map<String, Tensor> parameters = new LinkedHashMap<>(backbone.parameters());
        parameters.putAll(classifier.parameters());
        return parameters;
    }

    /** All that the network computes with: parameters, running statistics, a classifier's constants. */
    public Map<String, Tensor> tensors() {
        Map<String, Tensor> tensors = parameters();
        tensors.putAll(backbone.buffers());
        tensors.putAll(classifier.buffers());
        return tensors;
    }

    /** Lets all parameters take gradients but those of the named parts. */
    public void freezeOnly(List<String> parts) {
        backbone.parameters().forEach((name, tensor) -> tensor.set_requires_grad(!isIn(parts, BACKBONE, name)));
        classifier.parameters().forEach((name, tensor) -> tensor.set_requires_grad(!isIn(parts, CLASSIFIER, name)));
    }

    /** Freezes the weights of batch normalisation; its running statistics are no parameters. */
    public void freezeNorms() {
        backbone.parameters().forEach((name, tensor) -> {
            if (tensor.dim() == 1) {
                tensor.set_requires_grad(false);
            }
        });
    }

    /** Names in {@code parts} that no parameter answers to. */
    public List<String> unknownParts(List<String> parts) {
        return parts.stream()
                .filter(part -> !part.equals(BACKBONE) && !part.equals(CLASSIFIER))
                .filter(part -> parameters().keySet().stream().noneMatch(name -> covers(part, name)))
                .toList();
    }

    /** Whether no parameter of the backbone takes a gradient. */
    public boolean backboneIsFrozen() {
        return backbone.parameters().values().stream().noneMatch(Tensor::requires_grad);
    }

    private static boolean isIn(List<String> parts, String whole, String name) {
        return parts.stream().anyMatch(part -> part.equals(whole) || covers(part, name));
    }

    private static boolean covers(String part, String name) {
        return name.equals(part) || name.startsWith(part + ".");
    }

    /** Re-orders the weights of convolutions in memory. */
    public void arrange(MemoryLayout layout) {
        replaceData((name, tensor) -> layout.arrange(tensor));
    }

    /**
     * Copies values into the network's own tensors.
     *
     * <p>Where they are those of an {@link SmDragonClassifier} and the network has the linear one that such a classifier
     * stands on, it gets one first; where they are those of two branches, it gets {@link #makeBilateral another}.
     *
     * @param values by name; shapes must fit, names that the network does not have are ignored
     * @throws IllegalArgumentException if a tensor of the network is missing or has another shape
     */
    public void load(Map<String, Tensor> values) {
        if (BilateralBackbone.isIn(values)) {
            makeBilateral(0);
        }
        if (classifier instanceof LinearClassifier linear) {
            classifier = SmDragonClassifier.where(values, linear);
        }
        replaceData((name, tensor) -> {
            Tensor value = values.get(name);
            if (value == null) {
                throw new IllegalArgumentException("no tensor named " + name);
            }
            if (!Arrays.equals(value.shape(), tensor.shape())) {
                throw new IllegalArgumentException(name + " has shape " + Arrays.toString(value.shape())
                        + ", the network wants " + Arrays.toString(tensor.shape()));
            }
            return value.detach().clone();
        });
    }

    private void replaceData(BiFunction<String, Tensor, Tensor> replacement) {
        try (NoGrad noGrad = NoGrad.open();
                StepScope scope = StepScope.open()) {
            tensors().forEach((name, tensor) -> tensor.set_data(replacement.apply(name, tensor)));
        }
    }

    /** Number of trainable values. */
    public long parameterCount() {
        return parameters().values().stream().mapToLong(Tensor::numel).sum();
    }

    @Override
    public void close() {
        backbone.close();
        classifier.close();
    }
}
