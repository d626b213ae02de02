package drolt.model;

import drolt.tensor.Distances;
import drolt.tensor.NoGrad;
import drolt.tensor.StepScope;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The dynamic meta-embedding of OLTR and its cosine classifier: a feature is enriched by a memory of the classes'
 * centroids, as far as a selector lets it, and lengthened where it lies near one of them.
 *
 * <pre>{@code
 * m       = sum_c softmax(H f + h)_c mu_c              what the memory recalls
 * e       = tanh(S f + s)                              which of it is let in, dimension by dimension
 * g       = reach / min_c |f - mu_c| (f + e * m)
 * logit_c = scale g / (1 + |g|) . w_c / |w_c|
 * }</pre>
 *
 * <p>The centroids mu are no parameters: no gradient of a logit reaches them. H and h begin as the linear classifier
 * whose place this one takes; all other values are uniform in +-1 / sqrt(D) at first. A distance below 1e-6 counts as
 * 1e-6.
 *
 * <p>Source: Liu et al., Large-Scale Long-Tailed Recognition in an Open World, 2019, section 3.2 and released program,
 * where scale is 16 and reach 10.
 */
public final class MetaEmbeddingClassifier implements Classifier {
    private static final double SMALLEST_DISTANCE = 1e-6;
    private static final double SMALLEST_NORM = 1e-12;

    private final double scale;
    private final double reach;
    private final Tensor recallWeight;
    private final Tensor recallBias;
    private final Tensor selectorWeight;
    private final Tensor selectorBias;
    private final Tensor weight;
    private final Tensor memory;

    /**
     * One whose memory is empty.
     *
     * @param scale factor on the cosines
     * @param reach numerator of the reachability
     */
    public MetaEmbeddingClassifier(int dimension, int classCount, double scale, double reach, long seed) {
        this.scale = scale;
        this.reach = reach;
        Initializer initializer = new Initializer(seed);
        double bound = 1 / Math.sqrt(dimension);
        recallWeight = initializer.uniform("recall.weight", bound, classCount, dimension);
        recallBias = initializer.uniform("recall.bias", bound, classCount);
        selectorWeight = initializer.uniform("selector.weight", bound, dimension, dimension);
        selectorBias = initializer.uniform("selector.bias", bound, dimension);
        weight = initializer.uniform("cosine.weight", bound, classCount, dimension);
        memory = Initializer.buffer(0, classCount, dimension);
    }

    @Override
    public Tensor logits(Tensor features) {
        Tensor centroids = memory.detach();
        Tensor recalled =
                torch.linear(features, recallWeight, recallBias).softmax(1).matmul(centroids);
        Tensor selector = torch.linear(features, selectorWeight, selectorBias).tanh();
        Tensor nearest = Distances.euclidean(features, centroids)
                .amin(new long[] {1}, true)
                .clamp_min(new Scalar(SMALLEST_DISTANCE));
        Tensor embedding =
                features.add(selector.mul(recalled)).mul(new Scalar(reach)).div(nearest);
        Tensor squashed = embedding.div(norms(embedding).add(new Scalar(1.0)));
        Tensor directions = weight.div(norms(weight).clamp_min(new Scalar(SMALLEST_NORM)));
        return torch.linear(squashed, directions).mul(new Scalar(scale));
    }

    /** [rows, 1]; the gradient at 0 is 0. */
    private static Tensor norms(Tensor rows) {
        return rows.norm(new ScalarOptional(new Scalar(2.0)), new long[] {1}, true);
    }

    /** The weights whose cosines are the logits. */
    @Override
    public Optional<Tensor> classWeights() {
        return Optional.of(weight);
    }

    @Override
    public Map<String, Tensor> parameters() {
        Map<String, Tensor> parameters = new LinkedHashMap<>();
        parameters.put("recall.weight", recallWeight);
        parameters.put("recall.bias", recallBias);
        parameters.put("selector.weight", selectorWeight);
        parameters.put("selector.bias", selectorBias);
        parameters.put("cosine.weight", weight);
        return parameters;
    }

    @Override
    public Map<String, Tensor> buffers() {
        return Map.of("memory.centroids", memory);
    }

    @Override
    public Optional<Tensor> memory() {
        return Optional.of(memory);
    }

    @Override
    public void takeOver(Classifier before) {
        if (before instanceof LinearClassifier linear) {
            try (NoGrad noGrad = NoGrad.open();
                    StepScope scope = StepScope.open()) {
                recallWeight.set_data(linear.weight().detach().clone());
                recallBias.set_data(linear.bias().detach().clone());
            }
        }
    }

    @Override
    public void close() {
        parameters().values().forEach(Tensor::close);
        memory.close();
    }
}
