package drolt.training.method;

import drolt.tensor.RowRing;
import java.util.Map;
import java.util.Random;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * The keys of earlier batches, from which a query must distinguish its own key; random directions at first.
 *
 * <pre>{@code l_i = [q_i k_i, q_i n_1, .., q_i n_K] / T,   InfoNCE: cross-entropy of l_i under label 0}</pre>
 */
final class KeyQueue implements AutoCloseable {
    private final RowRing ring;

    /**
     * @param size K
     * @param dimension P
     * @param seed of the random directions
     */
    KeyQueue(int size, int dimension, long seed) {
        ring = new RowRing(directions(size, dimension, seed), size, dimension);
    }

    /** Uniform on the sphere, row-major; {@link Random} is specified to the bit for every JDK. */
    private static float[] directions(int size, int dimension, long seed) {
        Random random = new Random(seed);
        float[] values = new float[Math.multiplyExact(size, dimension)];
        double[] direction = new double[dimension];
        for (int row = 0; row < size; row++) {
            double square = 0;
            while (square == 0) {
                for (int i = 0; i < dimension; i++) {
                    direction[i] = random.nextGaussian();
                    square += direction[i] * direction[i];
                }
            }
            for (int i = 0; i < dimension; i++) {
                values[row * dimension + i] = (float) (direction[i] / Math.sqrt(square));
            }
        }
        return values;
    }

    /**
     * What queries are classified by: their likeness to their own keys, in the first column, and to all that are held.
     *
     * @param queries float32 [B, P], of norm 1, with gradient
     * @param keys the same of other views of the same images, without gradient
     * @param temperature T
     * @return float32 [B, 1 + K]
     */
    Tensor logits(Tensor queries, Tensor keys, double temperature) {
        return logits(queries, keys, ring.rows(), temperature);
    }

    /** {@link #logits(Tensor, Tensor, double)} with the rows {@code held} instead of the queue. */
    static Tensor logits(Tensor queries, Tensor keys, Tensor held, double temperature) {
        Tensor own = queries.mul(keys).sum(1).unsqueeze(1);
        Tensor others = queries.matmul(held.t());
        return torch.cat(new TensorVector(own, others), 1).div(new Scalar(temperature));
    }

    /** Takes in the keys of a batch in place of the oldest. */
    void add(Tensor keys) {
        ring.add(keys);
    }

    Map<String, Tensor> state() {
        return ring.state();
    }

    void restore(Map<String, Tensor> stored) {
        ring.restore(stored);
    }

    @Override
    public void close() {
        ring.close();
    }
}
