package drolt.tensor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Several tensors as one row of numbers and back, so that processes exchange them in one call. */
public final class FlatTensors {
    private FlatTensors() {}

    /** Their values one after the other; owned by the open scope. */
    public static Tensor of(Collection<Tensor> tensors) {
        try (NoGrad noGrad = NoGrad.open()) {
            return torch.cat(vector(tensors.stream().map(Tensor::flatten).toList()), 0);
        }
    }

    /** Copies a row's values into tensors. */
    public static void copyInto(Collection<Tensor> tensors, Tensor row) {
        try (NoGrad noGrad = NoGrad.open();
                StepScope scope = StepScope.open()) {
            long at = 0;
            for (Tensor tensor : tensors) {
                tensor.copy_(row.narrow(0, at, tensor.numel()).view(tensor.shape()));
                at += tensor.numel();
            }
        }
    }

    /**
     * The gradients of parameters, and then of each whether it has one; owned by the open scope.
     *
     * @param counted how many of the first parameters count; the others are taken for parameters without a gradient
     */
    public static Tensor gradients(List<Tensor> parameters, int counted) {
        try (NoGrad noGrad = NoGrad.open()) {
            List<Tensor> rows = new ArrayList<>();
            float[] present = new float[parameters.size()];
            for (int i = 0; i < parameters.size(); i++) {
                Tensor parameter = parameters.get(i);
                Tensor gradient = parameter.grad();
                present[i] = i < counted && gradient.defined() ? 1 : 0;
                rows.add((present[i] == 1 ? gradient : torch.zeros_like(parameter)).flatten());
            }
            rows.add(Tensors.floats(present, present.length));
            return torch.cat(vector(rows), 0);
        }
    }

    /** Gives parameters the gradients that a row of {@link #gradients}, or a sum of such rows, says that they have. */
    public static void setGradients(List<Tensor> parameters, Tensor row) {
        try (NoGrad noGrad = NoGrad.open();
                StepScope scope = StepScope.open()) {
            int count = parameters.size();
            float[] present = Tensors.toFloats(row.narrow(0, row.numel() - count, count));
            long at = 0;
            for (int i = 0; i < count; i++) {
                Tensor parameter = parameters.get(i);
                Tensor value = row.narrow(0, at, parameter.numel()).view(parameter.shape());
                at += parameter.numel();
                if (present[i] == 0) {
                    continue;
                }
                if (parameter.grad().defined()) {
                    parameter.grad().copy_(value);
                } else {
                    parameter.mutable_grad().put(torch.zeros_like(parameter).add(value, new Scalar(1)));
                }
            }
        }
    }

    private static TensorVector vector(List<Tensor> tensors) {
        return new TensorVector(tensors.toArray(new Tensor[0]));
    }
}
