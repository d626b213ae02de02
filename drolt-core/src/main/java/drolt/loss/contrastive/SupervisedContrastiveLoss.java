package drolt.loss.contrastive;

import drolt.loss.Loss;
import drolt.loss.LossContext;
import drolt.loss.LossInput;
import drolt.loss.LossValue;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Draws views of one class together on the sphere, and those of different classes apart.
 *
 * <pre>{@code
 * L = T / T0 times the mean over all views i of
 *     -mean over views j != i of the class of i of  [ z_i z_j / T - log sum over k != i of exp(z_i z_k / T) ]
 * }</pre>
 *
 * <p>Source: Khosla et al., Supervised Contrastive Learning (2020), Eq. 2, with the factor of the authors' program, which
 * has T0 fixed at 0.07. With several views of each image every view has another one of its class.
 */
final class SupervisedContrastiveLoss implements Loss {
    private final SupervisedContrastiveConfig config;
    private final ProjectedViews views;

    SupervisedContrastiveLoss(SupervisedContrastiveConfig config, LossContext context) {
        this.config = config;
        views = new ProjectedViews(ContrastedViews.ALL, config.head(), context);
    }

    /** @throws IllegalArgumentException if there is one view alone */
    @Override
    public LossValue value(LossInput input) {
        if (input.otherViews().isEmpty()) {
            throw new IllegalArgumentException("the supervised contrastive loss needs two views of each image");
        }
        Tensor directions = views.directions(input);
        Tensor labels = views.labels(input);
        Tensor similarities = directions.matmul(directions.t()).div(new Scalar(config.temperature()));
        Tensor contrast = Pairs.of(labels, labels, similarities).contrast(similarities, null);
        return LossValue.of(
                "supervisedContrastive", contrast.mul(new Scalar(config.temperature() / config.baseTemperature())));
    }

    @Override
    public Map<String, Tensor> parameters() {
        return views.parameters();
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
    }

    @Override
    public void close() {
        views.close();
    }
}
