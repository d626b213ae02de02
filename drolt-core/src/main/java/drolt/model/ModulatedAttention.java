package drolt.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/**
 * The modulated attention of OLTR: every cell of a map gathers from all cells (a non-local block), a softmax over the
 * cells says how much of it is let in where, and the sum becomes the features.
 *
 * <pre>{@code
 * a_ij = softmax over j of theta(x_i) . phi(x_j)       x_i in R^C: one of the N cells; theta, phi, g: affine, to C / 2
 * m_i  = M sum_j a_ij g(x_j)                           back to C, without bias
 * s    = softmax over the cells of (S X + b)           X all cells in one vector, channel by channel
 * v    = 1/N sum_i (x_i + s_i m_i)
 * f    = max(0, F v + c)                               with a feature layer; else v
 * }</pre>
 *
 * <p>At first theta, phi and g are normal with variance 2 / (C / 2) and biases 0, S and b uniform in +-1 / sqrt(C N), and
 * M is as {@link AttentionInitial} says. F begins as the identity, which changes nothing of a mean of what is not
 * negative.
 *
 * <p>Source: Liu et al., Large-Scale Long-Tailed Recognition in an Open World, 2019, section 3.3 and released program,
 * whose names the tensors bear. There F stands in the network from the first stage on, begins uniform and may have
 * another number of outputs than inputs.
 */
public final class ModulatedAttention implements AutoCloseable {
    private static final String PREFIX = "modulatedatt.";
    private static final String SPATIAL = PREFIX + "fc_spatial";
    private static final String FEATURE_LAYER = "fc_add";

    private final int channels;
    private final int cells;
    private final Map<String, Tensor> parameters = new LinkedHashMap<>();
    private final Affine gathered;
    private final Affine query;
    private final Affine key;
    private final Affine back;
    private final Affine spatial;
    private final @Nullable Affine featureLayer;

    /** Weights as a 1x1 convolution or a linear layer stores them; bias null: none. */
    private record Affine(Tensor weight, @Nullable Tensor bias) {
        /** Along the last dimension. */
        Tensor apply(Tensor rows) {
            Tensor matrix = weight.dim() == 2 ? weight : weight.flatten(1, 3);
            return bias == null ? torch.linear(rows, matrix) : torch.linear(rows, matrix, bias);
        }
    }

    /**
     * @param channels C of the map
     * @param cells N of the map
     * @param initial of M
     * @param hasFeatureLayer whether F is there
     */
    ModulatedAttention(int channels, int cells, AttentionInitial initial, boolean hasFeatureLayer, long seed) {
        this.channels = channels;
        this.cells = cells;
        Initializer initializer = new Initializer(seed);
        int inner = inner(channels);
        gathered = cellwise("g", channels, inner, initializer);
        query = cellwise("theta", channels, inner, initializer);
        key = cellwise("phi", channels, inner, initializer);
        String mask = PREFIX + "conv_mask.weight";
        back = enter(PREFIX + "conv_mask", initial.weight(initializer, mask, channels, inner, 1, 1), null);
        int inputs = Math.multiplyExact(channels, cells);
        double bound = 1 / Math.sqrt(inputs);
        spatial = enter(
                SPATIAL,
                initializer.uniform(SPATIAL + ".weight", bound, cells, inputs),
                initializer.uniform(SPATIAL + ".bias", bound, cells));
        featureLayer = hasFeatureLayer
                ? enter(FEATURE_LAYER, Initializer.identity(channels), Initializer.constant(0, channels))
                : null;
    }

    private static int inner(int channels) {
        return Math.max(1, channels / 2);
    }

    private Affine cellwise(String name, int inputs, int outputs, Initializer initializer) {
        String weight = PREFIX + name + ".weight";
        return enter(
                PREFIX + name,
                initializer.kaimingNormal(weight, Initializer.Fan.OUT, outputs, inputs, 1, 1),
                Initializer.constant(0, outputs));
    }

    private Affine enter(String name, Tensor weight, @Nullable Tensor bias) {
        parameters.put(name + ".weight", weight);
        if (bias != null) {
            parameters.put(name + ".bias", bias);
        }
        return new Affine(weight, bias);
    }

    /** Whether a stored network has such an attention. */
    static boolean isIn(Map<String, Tensor> stored) {
        return stored.containsKey(SPATIAL + ".weight");
    }

    /** One of the sizes of a stored network's. */
    static ModulatedAttention like(Map<String, Tensor> stored, int channels) {
        Tensor weight = Objects.requireNonNull(stored.get(SPATIAL + ".weight"));
        boolean hasFeatureLayer = stored.containsKey(FEATURE_LAYER + ".weight");
        return new ModulatedAttention(channels, (int) weight.size(0), AttentionInitial.ZERO, hasFeatureLayer, 0);
    }

    /** N. */
    int cells() {
        return cells;
    }

    /**
     * Features of a batch of maps; softmaxes and sums in float32, also under autocast.
     *
     * @param map [B, C, H, W], with H W = N
     * @return float32 [B, C]
     */
    Tensor features(Tensor map) {
        Tensor rows = map.flatten(2, 3).transpose(1, 2);
        Tensor shares = query.apply(rows)
                .matmul(key.apply(rows).transpose(1, 2))
                .to(ScalarType.Float)
                .softmax(2);
        Tensor gathers = back.apply(shares.matmul(gathered.apply(rows)));
        Tensor lets = spatial.apply(map.flatten(1, 3)).to(ScalarType.Float).softmax(1);
        Tensor mean = map.to(ScalarType.Float)
                .mean(2, 3)
                .add(gathers.to(ScalarType.Float).mul(lets.unsqueeze(2)).mean(1));
        return featureLayer == null ? mean : torch.relu(featureLayer.apply(mean).to(ScalarType.Float));
    }

    /** Trainable tensors by name, in a fixed order. */
    Map<String, Tensor> parameters() {
        return Collections.unmodifiableMap(parameters);
    }

    /** Multiply-adds on one map. */
    long multiplyAdds() {
        return multiplyAdds(channels, cells, featureLayer != null);
    }

    /** Multiply-adds on one map of an attention of this shape, without building it. */
    static long multiplyAdds(long channels, long cells, boolean hasFeatureLayer) {
        long inner = inner((int) channels);
        long cellwise = 4 * cells * channels * inner; // three ways in and one back
        long pairs = 2 * cells * cells * inner; // products of all pairs, and the sums that they weigh
        return cellwise + pairs + cells * channels * cells + (hasFeatureLayer ? channels * channels : 0);
    }

    @Override
    public void close() {
        parameters.values().forEach(Tensor::close);
    }
}
