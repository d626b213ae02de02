package drolt.loss;

import drolt.tensor.StepScope;
import drolt.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** A constant for each class, kept as a tensor as long as its loss lives. */
public final class ClassValues implements AutoCloseable {
    private final Tensor values;

    public ClassValues(double[] values) {
        try (StepScope scope = StepScope.open()) {
            this.values = scope.keep(Tensors.doubles(values, values.length));
        }
    }

    /** The values of all classes [C]. */
    public Tensor all(ScalarType type) {
        return values.to(type);
    }

    /**
     * Those of the samples' classes [B].
     *
     * @param labels int64 [B]
     */
    Tensor of(Tensor labels, ScalarType type) {
        return all(type).index_select(0, labels);
    }

    @Override
    public void close() {
        values.close();
    }
}
