package drolt.optimizer;

import drolt.tensor.NoGrad;
import drolt.tensor.StepScope;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Exponential moving average of weights: {@code a = decay a + (1 - decay) w} after each step, a = w at the start.
 *
 * <p>Pass what evaluation reads: the parameters, and the running statistics of batch norm. Integer tensors (counters)
 * are not averaged but copied. Owns the averages, not the weights. Not thread-safe.
 */
public final class MovingAverage implements AutoCloseable {
    private final Map<String, Tensor> weights;
    private final Map<String, Tensor> averages = new TreeMap<>();
    private final double decay;
    private boolean swapped;

    /** The weights hold the averages until this is closed. */
    public interface Swap extends AutoCloseable {
        @Override
        void close();
    }

    MovingAverage(Map<String, Tensor> weights, double decay) {
        this.weights = new LinkedHashMap<>(weights);
        this.decay = decay;
        try (StepScope scope = StepScope.open();
                NoGrad noGrad = NoGrad.open()) {
            weights.forEach((name, weight) ->
                    averages.put(name, scope.keep(weight.detach().clone())));
        }
    }

    /**
     * Takes in the weights as they are now; call after each optimizer step.
     *
     * @throws IllegalStateException while the averages are swapped in
     */
    public void update() {
        requireNotSwapped();
        try (StepScope scope = StepScope.open();
                NoGrad noGrad = NoGrad.open()) {
            Scalar share = new Scalar(1 - decay);
            weights.forEach((name, weight) -> {
                Tensor average = average(name);
                if (weight.is_floating_point()) {
                    average.lerp_(weight, share);
                } else {
                    average.copy_(weight);
                }
            });
        }
    }

    /**
     * Exchanges weights and averages, bit for bit, until the result is closed: {@code try (var swap = average.swapIn())}.
     *
     * @throws IllegalStateException if they are swapped in already
     */
    public Swap swapIn() {
        requireNotSwapped();
        exchange();
        swapped = true;
        return () -> {
            if (swapped) {
                exchange();
                swapped = false;
            }
        };
    }

    private void exchange() {
        weights.forEach((name, weight) -> {
            try (StepScope scope = StepScope.open();
                    NoGrad noGrad = NoGrad.open()) {
                Tensor average = average(name);
                Tensor kept = weight.clone();
                weight.copy_(average);
                average.copy_(kept);
            }
        });
    }

    /**
     * The averages under their weights' names, sorted; owned here.
     *
     * @throws IllegalStateException while the averages are swapped in
     */
    public Map<String, Tensor> state() {
        requireNotSwapped();
        return Collections.unmodifiableMap(averages);
    }

    /**
     * Copies stored averages into this one.
     *
     * @throws IllegalArgumentException if names or shapes are not those of these weights; nothing has been changed then
     * @throws IllegalStateException while the averages are swapped in
     */
    public void restore(Map<String, Tensor> stored) {
        requireNotSwapped();
        if (!stored.keySet().equals(averages.keySet())) {
            throw new IllegalArgumentException("averages are of other weights: " + stored.size() + " tensors stored, "
                    + averages.size() + " wanted");
        }
        stored.forEach((name, value) -> {
            if (!Arrays.equals(value.shape(), average(name).shape())) {
                throw new IllegalArgumentException("average " + name + " has shape " + Arrays.toString(value.shape())
                        + ", not " + Arrays.toString(average(name).shape()));
            }
        });
        try (NoGrad noGrad = NoGrad.open()) {
            stored.forEach((name, value) -> average(name).copy_(value));
        }
    }

    private Tensor average(String name) {
        Tensor average = averages.get(name);
        if (average == null) {
            throw new IllegalStateException("the average of " + name + " is closed");
        }
        return average;
    }

    private void requireNotSwapped() {
        if (swapped) {
            throw new IllegalStateException("the averages are swapped in");
        }
    }

    @Override
    public void close() {
        averages.values().forEach(Tensor::close);
        averages.clear();
    }
}
