package drolt.training;

import drolt.loss.LossInput;
import drolt.tensor.Tensors;
import java.util.Arrays;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * How the images of one batch are mixed.
 *
 * @param share of each image itself in its mixture, lambda
 * @param partners the image that takes the rest, by position in the batch [B]
 */
record Mixture(double share, int[] partners) {
    /**
     * The mixed images.
     *
     * @param images [B, ...]
     */
    Tensor of(Tensor images) {
        Tensor others = images.index_select(0, Tensors.longs(partners, partners.length));
        return images.mul(new Scalar(share)).add(others.mul(new Scalar(1 - share)));
    }

    /**
     * The mixed images' pass under both sets of labels.
     *
     * @param own under the images' own labels
     */
    StepInput under(LossInput own) {
        int[] labels = ofPartners(own.hostLabels());
        LossInput others = new LossInput(
                own.features(),
                own.logits(),
                Tensors.longs(labels, labels.length),
                labels,
                ofPartners(own.indices()),
                own.layers(),
                own.otherViews(),
                own.classWeights());
        return new StepInput(own, share, others, own.size());
    }

    /** The mixed images' pass where only the labels of the first view are mixed. */
    StepInput underFirst(LossInput own) {
        int[] labels = ofPartners(own.hostLabels());
        return new StepInput(own, share, own.withFirstView(Tensors.longs(labels, labels.length)), own.size());
    }

    private int[] ofPartners(int[] values) {
        return Arrays.stream(partners).map(partner -> values[partner]).toArray();
    }
}
