package drolt.loss.robust;

import drolt.loss.Loss;
import drolt.loss.LossInput;
import drolt.loss.LossValue;
import drolt.loss.WorkingPrecision;
import drolt.tensor.Distances;
import drolt.tensor.Tensors;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Draws features to their class's centroid in the classifier's memory and pushes them off the others; the centroids
 * learn by it.
 *
 * <pre>{@code
 * A = sum over the batch of |f - mu_y|^2 / (2 B)
 * R = max(0, margin - sum over the batch of sum_{k != y} |f - mu_k|^2 / (B C))
 * L = weight (A + repulsion R)
 * }</pre>
 *
 * <p>By A a centroid is not drawn with its own gradient but with the mean of its n samples' in the batch, over one more,
 * and without the weight: sum_j (mu_c - f_j) / (1 + n) / B. So a class's centroid moves no faster for being frequent.
 * The centroids belong to the classifier, which keeps them among its buffers; that is why they are no state of the loss.
 *
 * <p>Source: Liu et al., Large-Scale Long-Tailed Recognition in an Open World, 2019, Eq. 6 and 7, as their program
 * computes it: weight 0.01, repulsion 0.01, margin 10.
 */
final class DiscriminativeCentroidLoss implements Loss {
    private final DiscriminativeCentroidConfig config;
    private final Tensor centroids;

    /** @param centroids the classifier's, float32 [C, D], which this trains and does not own */
    DiscriminativeCentroidLoss(DiscriminativeCentroidConfig config, Tensor centroids) {
        this.config = config;
        this.centroids = centroids;
        centroids.set_requires_grad(true);
    }

    @Override
    public LossValue value(LossInput input) {
        Tensor features = WorkingPrecision.of(input.features());
        ScalarType type = features.scalar_type();
        Tensor means = centroids.to(type);
        Tensor attraction = squares(features.sub(means.detach().index_select(0, input.labels())))
                .sum()
                .div(new Scalar(2.0 * input.size()));
        Tensor repulsion = repulsion(features, means, input);
        Tensor pull = squares(means.index_select(0, input.labels()).sub(features.detach()))
                .mul(Tensors.doubles(pullWeights(input), input.size()).to(type))
                .sum();
        Tensor term = attraction.add(repulsion.mul(new Scalar(config.repulsion())));
        return new LossValue(
                term.mul(new Scalar(config.weight())).add(pull.sub(pull.detach())), // 0, for the centroids' gradient
                List.of(
                        new LossValue.Part("attraction", attraction.detach()),
                        new LossValue.Part("repulsion", repulsion.detach())));
    }

    private static Tensor squares(Tensor differences) {
        return differences.mul(differences).sum(1);
    }

    private Tensor repulsion(Tensor features, Tensor means, LossInput input) {
        Tensor distances = Distances.euclidean(features, means);
        Tensor foreign = torch.one_hot(input.labels(), means.size(0))
                .to(distances.scalar_type())
                .neg()
                .add(new Scalar(1.0));
        double pairs = (double) input.size() * means.size(0);
        Tensor mean = distances.mul(distances).mul(foreign).sum().div(new Scalar(pairs));
        return torch.relu(mean.neg().add(new Scalar(config.margin())));
    }

    /** 1 / (2 B (1 + n)) for each sample, n those of its class in the batch. */
    private static double[] pullWeights(LossInput input) {
        int size = input.size();
        double[] weights = new double[size];
        for (int i = 0; i < size; i++) {
            int alike = 0;
            for (int j = 0; j < size; j++) {
                alike += input.hostLabels()[j] == input.hostLabels()[i] ? 1 : 0;
            }
            weights[i] = 1.0 / (2.0 * size * (1 + alike));
        }
        return weights;
    }

    @Override
    public Map<String, Tensor> parameters() {
        return Map.of("centroids", centroids);
    }

    @Override
    public double learningRateScale() {
        return config.learningRateScale();
    }

    @Override
    public double weightDecay() {
        return config.weightDecay();
    }

    @Override
    public Map<String, Tensor> state() {
        return Map.of(); // with the network's
    }
}
