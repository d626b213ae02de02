package drolt.training.method;

import drolt.model.BilateralBackbone;
import drolt.model.Classifier;
import drolt.model.ExpertBackbone;
import drolt.model.Network;
import drolt.optimizer.FollowingWeights;
import drolt.tensor.MemoryLayout;
import drolt.tensor.NoGrad;
import drolt.tensor.Tensors;
import drolt.training.StageContext;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * The network that makes the keys: at first a copy of the one that makes the queries, whose weights it then follows
 * slowly, {@code k = m k + (1 - m) q} after each step. Its batch normalisation has running statistics of its own.
 */
final class KeyEncoder implements AutoCloseable {
    private final Network network;
    private final FollowingWeights following;
    private final NormGroups groups;
    private final MemoryLayout layout;

    /** @param queries the network that is trained, with a {@link ProjectionClassifier}; it stays the caller's */
    KeyEncoder(Network queries, MomentumContrast contrast, StageContext context, NormGroups groups) {
        this.groups = groups;
        layout = context.layout();
        network = context.model().build(context.train().classCount(), 0);
        if (queries.backbone() instanceof BilateralBackbone) {
            network.makeBilateral(0);
        } else if (queries.backbone() instanceof ExpertBackbone experts) {
            network.makeExperts(experts.count(), 0);
        }
        Classifier ofClasses = network.classifier();
        network.replaceClassifier(contrast.projection(network.backbone().dimension(), 0));
        ofClasses.close();
        restore(queries.tensors());
        network.freezeOnly(List.of("backbone", "classifier"));
        following = new FollowingWeights(queries.parameters(), network.parameters(), contrast.momentum());
    }

    /**
     * Keys of a batch, without gradient.
     *
     * @param images float32 [B, 3, H, W], normalised
     * @param order a permutation of the batch, in which it is cut into groups for batch normalisation
     * @return float32 [B, P] in the order of {@code images}, each row of norm 1
     */
    Tensor keys(Tensor images, int[] order) {
        try (NoGrad noGrad = NoGrad.open()) {
            if (groups.count(order.length) == 1) {
                return groups.forward(network, images).logits(); // one group is the same in any order
            }
            int[] back = new int[order.length];
            for (int at = 0; at < order.length; at++) {
                back[order[at]] = at;
            }
            Tensor mixed = layout.arrange(images.index_select(0, Tensors.longs(order, order.length)));
            return groups.forward(network, mixed).logits().index_select(0, Tensors.longs(back, back.length));
        }
    }

    /** Takes one step after the network of the queries. */
    void follow() {
        following.update();
    }

    /** Weights and running statistics, live, owned here. */
    Map<String, Tensor> state() {
        return network.tensors();
    }

    /** Copies stored ones. */
    void restore(Map<String, Tensor> stored) {
        network.load(stored);
        network.arrange(layout);
    }

    @Override
    public void close() {
        network.close();
    }
}
