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
 * <p>Parts are named for freezing: {@code backbone}, the {@code attention} behind its last map, {@code classifier}, or the
 * beginning of a parameter's name, for example {@code layer1}.
 */
public final class Network implements AutoCloseable {
    /** The part that is the feature extractor without the attention. */
    public static final String BACKBONE = "backbone";

    /** The part that {@link #addAttention} puts behind the last map. */
    public static final String ATTENTION = "attention";

    private static final String LINEAR = "linear."; // what the tensors of most classifiers begin with, here

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
     * Features and logits of a batch, and the outputs of some layers.
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

    /**
     * Gives a residual backbone several last stages, the others with fresh values, and puts a fresh linear classifier on
     * all.
     *
     * @param count of all, at least 2
     * @return false where it has them already, and nothing changes
     * @throws IllegalStateException if the classifier is not linear or the backbone has no stages
     */
    public boolean makeExperts(int count, long seed) {
        if (backbone instanceof ExpertBackbone experts && experts.count() == count) {
            return false;
        }
        if (!(backbone instanceof BlockBackbone blocks) || !(classifier instanceof LinearClassifier linear)) {
            throw new IllegalStateException("experts need a residual network and a linear classifier");
        }
        backbone = new ExpertBackbone(blocks, count, seed);
        classifier =
                new LinearClassifier(backbone.dimension(), (int) linear.bias().size(0), seed);
        linear.close();
        return true;
    }

    /**
     * Puts an attention, with fresh values, behind the last map of a residual backbone.
     *
     * @param height of the images that the network sees from now on
     * @param width of these images
     * @throws IllegalStateException if the backbone has one already, or two branches
     */
    public void addAttention(AttentionConfig config, int height, int width, long seed) {
        BlockBackbone blocks = blocks();
        backbone = new AttentiveBackbone(blocks, config.build(blocks.lastMap(height, width), seed));
    }

    private BlockBackbone blocks() {
        if (backbone instanceof BlockBackbone blocks) {
            return blocks;
        }
        throw new IllegalStateException("an attention needs a residual network of one branch that has none yet");
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

    /** {@link #tensors} under their names in files, those of PyTorch's modules of this architecture. */
    public Map<String, Tensor> namedForFiles() {
        Map<String, Tensor> named = new LinkedHashMap<>();
        tensors().forEach((name, tensor) -> named.put(nameInFiles(name), tensor));
        return named;
    }

    private String nameInFiles(String name) {
        return name.startsWith(LINEAR) ? backbone.nameOfClassifier() + name.substring(LINEAR.length() - 1) : name;
    }

    /** Lets all parameters take gradients but those of the named parts. */
    public void freezeOnly(List<String> parts) {
        parts().freezeOnly(parts);
    }

    /** Freezes the weights of batch normalisation; its running statistics are no parameters. */
    public void freezeNorms() {
        parts().freezeNorms();
    }

    /** Names in {@code parts} that no parameter answers to; those of whole parts are known, also where one is empty. */
    public List<String> unknownParts(List<String> parts) {
        return parts().unknown(parts);
    }

    private NetworkParts parts() {
        return new NetworkParts(backbone, classifier);
    }

    /** Whether no parameter that the features depend on takes a gradient. */
    public boolean backboneIsFrozen() {
        return backbone.parameters().values().stream().noneMatch(Tensor::requires_grad);
    }

    /** Re-orders the weights of convolutions in memory. */
    public void arrange(MemoryLayout layout) {
        replaceData(tensors(), (name, tensor) -> layout.arrange(tensor));
    }

    /**
     * Copies values into the network's own tensors.
     *
     * <p>Where they are those of an {@link SmDragonClassifier} and the network has the linear one that such a classifier
     * stands on, it gets one first; where they are those of two branches, it gets {@link #makeBilateral another}; where they
     * have an attention, it gets one of that size.
     *
     * @param values by name, also by {@link #namedForFiles the one in files}; shapes must fit, names that the network does
     *     not have are ignored
     * @throws IllegalArgumentException if a tensor of the network is missing or has another shape
     */
    public void load(Map<String, Tensor> values) {
        if (BilateralBackbone.isIn(values)) {
            makeBilateral(0);
        } else if (ExpertBackbone.countIn(values) > 1) {
            makeExperts(ExpertBackbone.countIn(values), 0);
        } else if (ModulatedAttention.isIn(values) && backbone instanceof BlockBackbone blocks) {
            backbone = new AttentiveBackbone(blocks, ModulatedAttention.like(values, blocks.dimension()));
        }
        if (classifier instanceof LinearClassifier linear) {
            classifier = SmDragonClassifier.where(values, linear);
        }
        replaceData(tensors(), (name, tensor) -> copy(values, name, tensor));
    }

    /**
     * Copies values into the backbone's own tensors; the classifier stays as it is.
     *
     * @param values by name, float32; names that the backbone does not have are ignored
     * @throws IllegalArgumentException if a tensor of the backbone is missing or has another shape
     */
    public void loadBackbone(Map<String, Tensor> values) {
        replaceData(backboneTensors(), (name, tensor) -> copy(values, name, tensor));
    }

    /** Parameters and running statistics of the backbone. */
    public Map<String, Tensor> backboneTensors() {
        Map<String, Tensor> tensors = new LinkedHashMap<>(backbone.parameters());
        tensors.putAll(backbone.buffers());
        return tensors;
    }

    private Tensor copy(Map<String, Tensor> values, String name, Tensor tensor) {
        Tensor value = values.get(nameInFiles(name));
        if (value == null) {
            value = values.get(name); // of this process, or in a file of a version that knew no other name
        }
        if (value == null) {
            throw new IllegalArgumentException("no tensor named " + name);
        }
        if (!Arrays.equals(value.shape(), tensor.shape())) {
            throw new IllegalArgumentException(name + " has shape " + Arrays.toString(value.shape())
                    + ", the network wants " + Arrays.toString(tensor.shape()));
        }
        return value.detach().clone();
    }

    private void replaceData(Map<String, Tensor> tensors, BiFunction<String, Tensor, Tensor> replacement) {
        try (NoGrad noGrad = NoGrad.open();
                StepScope scope = StepScope.open()) {
            tensors.forEach((name, tensor) -> tensor.set_data(replacement.apply(name, tensor)));
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
