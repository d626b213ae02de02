package drolt.optimizer;

import drolt.tensor.NoGrad;
import drolt.tensor.StepScope;
import java.util.Collection;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Scales all gradients down together where their joint Euclidean norm is too large.
 *
 * <p>Each gradient is multiplied by {@code min(1, maxNorm / (norm + 1e-6))}. Source: Pascanu, Mikolov and Bengio, On
 * the difficulty of training recurrent neural networks, 2013.
 *
 * @param maxNorm largest norm let through, above 0
 */
public record GradientClipping(double maxNorm) {
    public GradientClipping {
        Range.positive("maxNorm", maxNorm, "5");
    }

    /**
     * Clips in place, between backward pass and optimizer step.
     *
     * @param parameters those without a gradient are left out; the order decides the last bits of the norm
     * @return the norm before clipping; 0 where no parameter has a gradient, NaN or infinite where a gradient is (all
     *     gradients are then spoiled)
     */
    public double apply(Collection<Tensor> parameters) {
        try (StepScope scope = StepScope.open();
                NoGrad noGrad = NoGrad.open()) {
            return torch.clip_grad_norm_(new TensorVector(parameters.toArray(new Tensor[0])), maxNorm);
        }
    }
}
