package drolt.training.method;

import drolt.inference.ImageTensors;
import drolt.loading.HostBatch;
import drolt.loss.LossInput;
import drolt.model.ForwardPass;
import drolt.model.Network;
import drolt.sampling.ReseedableRandom;
import drolt.tensor.Tensors;
import drolt.training.BatchEpoch;
import drolt.training.DrawnBatches;
import drolt.training.EpochInputs;
import drolt.training.InputSource;
import drolt.training.StageContext;
import drolt.training.StepInput;
import drolt.training.TensorNames;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Momentum contrast: of every image one view makes a query and the other one its key, and the query is to be told from
 * the keys of earlier images.
 *
 * <pre>{@code
 * q_i = head(f(x_i)),  k_i = head'(f'(x_i'))                     on the unit sphere; f', head' without gradient
 * L   = mean over the batch of  -log exp(q_i k_i / T) / (exp(q_i k_i / T) + sum over n in the queue of exp(q_i n / T))
 * }</pre>
 *
 * <p>After the step f' and head' follow f and head ({@link KeyEncoder}), and the batch's keys take the place of the oldest
 * ones in the queue ({@link KeyQueue}).
 *
 * <p>Source: He et al., Momentum Contrast for Unsupervised Visual Representation Learning (2020), algorithm 1; Chen et
 * al., Improved Baselines with Momentum Contrastive Learning (MoCo v2, 2020) for the head. Their program has a part of
 * the batch on each of several processors, whose batch normalisation sees that part alone, and shuffles the batch before
 * the keys are made: a query and its key then have statistics of other images, by which they could be told otherwise. Here
 * the parts are {@link NormGroups} on one processor, and the shuffle is the same.
 */
final class MomentumContrastSource implements InputSource {
    private final Network network;
    private final DrawnBatches drawn;
    private final ImageTensors images;
    private final NormGroups groups;
    private final KeyEncoder encoder;
    private final KeyQueue queue;
    private final double temperature;
    private final long seed;
    private @Nullable Tensor newest; // of the step under way, whose scope owns it

    /**
     * @param network with a {@link ProjectionClassifier}; it stays the caller's
     * @param drawn two views of each image
     */
    MomentumContrastSource(
            Network network, DrawnBatches drawn, ImageTensors images, MomentumContrast contrast, StageContext context) {
        this.network = network;
        this.drawn = drawn;
        this.images = images;
        groups = new NormGroups(contrast.batchNormGroups(), context.precision());
        encoder = new KeyEncoder(network, contrast, context, groups);
        queue = new KeyQueue(contrast.queueSize(), contrast.dimension(), context.seed("queue"));
        temperature = contrast.temperature();
        seed = context.seed("key order");
    }

    @Override
    public int stepsPerEpoch() {
        return drawn.perEpoch();
    }

    @Override
    public EpochInputs open(int epoch, int firstStep) {
        return new BatchEpoch(drawn.open(epoch, firstStep), epoch, firstStep, this::inputs);
    }

    @Override
    public void networkUpdated() {
        encoder.follow();
        if (newest != null) {
            queue.add(newest);
            newest = null;
        }
    }

    @Override
    public Map<String, Tensor> state() {
        Map<String, Tensor> state = new LinkedHashMap<>();
        TensorNames.ENCODER.put(encoder.state(), state);
        TensorNames.QUEUE.put(queue.state(), state);
        return state;
    }

    @Override
    public void restore(Map<String, Tensor> stored) {
        encoder.restore(TensorNames.ENCODER.of(stored));
        queue.restore(TensorNames.QUEUE.of(stored));
    }

    @Override
    public void close() {
        encoder.close();
        queue.close();
    }

    private StepInput inputs(HostBatch batch, int epoch, int step) {
        int size = batch.size();
        Tensor views = images.of(batch);
        int[] order = IntStream.range(0, size).toArray();
        new ReseedableRandom(seed, epoch, step).shuffle(order);
        Tensor keys = encoder.keys(views.narrow(0, size, size), order);
        ForwardPass pass = groups.forward(network, views.narrow(0, 0, size));
        newest = keys;
        int[] ownKey = new int[size];
        return StepInput.of(new LossInput(
                pass.features(),
                queue.logits(pass.logits(), keys, temperature),
                Tensors.longs(ownKey, size),
                ownKey,
                batch.indices()));
    }
}
