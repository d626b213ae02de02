package drolt.model;

import drolt.tensor.StepScope;
import drolt.tensor.Tensors;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Rebalances the probabilities of a linear classifier by a polynomial in the classes' frequencies, learned per sample.
 *
 * <pre>{@code
 * p     = softmax(W f + b)
 * a     = A p + a_0                                   k coefficients
 * w_c   = sigmoid(sum over j < k of a_j (n_c / n_max)^j)
 * logit = log (p_c w_c / sum over c' of p_c' w_c')
 * }</pre>
 *
 * <p>Source: Samuel, Atzmon and Chechik, From Generalized Zero-Shot Learning to Long-Tail with Class Descriptors, in the
 * form of one modality (smDRAGON), which the program of BalancedGroupSoftmax (Diller) holds. There k is 3, and A begins
 * as here: uniform in +-sqrt(6 / (C + k)), a_0 at 0.
 */
public final class SmDragonClassifier implements Classifier {
    private static final String WEIGHT = "dragon.weight";
    private static final String BIAS = "dragon.bias";
    private static final String COUNTS = "dragon.class_counts";

    private final LinearClassifier base;
    private final Tensor weight;
    private final Tensor bias;
    private final Tensor counts;

    /**
     * Takes ownership of the base.
     *
     * @param classCounts n_c, one of them above 0
     * @param coefficients k, at least 2: the first alone weighs all classes alike
     * @param seed of the initial values
     */
    public SmDragonClassifier(LinearClassifier base, int[] classCounts, int coefficients, long seed) {
        int classCount = (int) base.bias().size(0);
        if (classCounts.length != classCount) {
            throw new IllegalArgumentException(
                    classCounts.length + " class counts for a classifier of " + classCount + " classes");
        }
        if (Arrays.stream(classCounts).allMatch(count -> count == 0)) {
            throw new IllegalArgumentException("no class has an image");
        }
        if (coefficients < 2) {
            throw new IllegalArgumentException("coefficients must be at least 2, not " + coefficients);
        }
        this.base = base;
        double bound = Math.sqrt(6.0 / (classCount + coefficients));
        weight = new Initializer(seed).uniform(WEIGHT, bound, coefficients, classCount);
        bias = Initializer.constant(0, coefficients);
        float[] values = new float[classCount];
        for (int label = 0; label < classCount; label++) {
            values[label] = classCounts[label];
        }
        try (StepScope scope = StepScope.open()) {
            counts = scope.keep(Tensors.floats(values, classCount));
        }
    }

    @Override
    public Set<String> withoutDecay() {
        return base.withoutDecay();
    }

    /** The base, or where a stored network had this classifier on it, one of that size on the base. */
    static Classifier where(Map<String, Tensor> stored, LinearClassifier base) {
        Tensor weight = stored.get(WEIGHT);
        if (weight == null) {
            return base;
        }
        int[] unknown = new int[(int) base.bias().size(0)];
        Arrays.fill(unknown, 1);
        return new SmDragonClassifier(base, unknown, (int) weight.size(0), 0);
    }

    @Override
    public Tensor logits(Tensor features) {
        Tensor expert = base.logits(features).log_softmax(1);
        Tensor coefficients = torch.linear(expert.exp(), weight, bias);
        Tensor exponents = torch.linear(coefficients, powers());
        return expert.add(torch.log_sigmoid(exponents)).log_softmax(1);
    }

    /** (n_c / n_max)^j [C, k]. */
    private Tensor powers() {
        float[] degrees = new float[(int) bias.size(0)];
        for (int degree = 0; degree < degrees.length; degree++) {
            degrees[degree] = degree;
        }
        return counts.div(counts.max()).unsqueeze(1).pow(Tensors.floats(degrees, degrees.length));
    }

    @Override
    public Optional<Tensor> classWeights() {
        return Optional.of(base.weight());
    }

    @Override
    public Map<String, Tensor> parameters() {
        Map<String, Tensor> parameters = new LinkedHashMap<>(base.parameters());
        parameters.put(WEIGHT, weight);
        parameters.put(BIAS, bias);
        return parameters;
    }

    /** The class counts, so that a stored network needs no training images to be used. */
    @Override
    public Map<String, Tensor> buffers() {
        return Map.of(COUNTS, counts);
    }

    @Override
    public void close() {
        base.close();
        weight.close();
        bias.close();
        counts.close();
    }
}
