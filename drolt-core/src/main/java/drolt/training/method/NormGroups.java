package drolt.training.method;

import drolt.model.ForwardPass;
import drolt.model.Network;
import drolt.tensor.Precision;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * A network's forward pass in training, the batch in groups that batch normalisation sees one after the other.
 *
 * @param most groups of a batch; a small batch has fewer, so that each has a variance
 */
record NormGroups(int most, Precision precision) {
    private static final int FEWEST_IMAGES = 2;

    /** Number of groups of a batch. */
    int count(int images) {
        return Math.max(1, Math.min(most, images / FEWEST_IMAGES));
    }

    /**
     * Features and logits of a batch, in its order.
     *
     * @param images float32 [B, 3, H, W], normalised; a group is a run of them, as long as another or one longer
     */
    ForwardPass forward(Network network, Tensor images) {
        int size = Math.toIntExact(images.size(0));
        int groups = count(size);
        if (groups == 1) {
            return network.forward(images, true, precision);
        }
        TensorVector features = new TensorVector();
        TensorVector logits = new TensorVector();
        for (int group = 0; group < groups; group++) {
            int from = firstOf(group, groups, size);
            ForwardPass pass =
                    network.forward(images.narrow(0, from, firstOf(group + 1, groups, size) - from), true, precision);
            features.push_back(pass.features());
            logits.push_back(pass.logits());
        }
        return new ForwardPass(torch.cat(features, 0), torch.cat(logits, 0), Map.of());
    }

    private static int firstOf(int group, int groups, int size) {
        return (int) ((long) group * size / groups);
    }
}
