package drolt.training;

import drolt.distributed.ProcessGroup;
import drolt.loss.LossInput;
import drolt.tensor.FlatTensors;
import drolt.tensor.Tensors;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * Batches of which each rank of a group sends its share through the network, and of which every rank sees all features
 * and logits.
 *
 * <p>So the loss is that of the whole batch, on every rank alike, whatever it compares within the batch. Gradients flow
 * into the rank's own rows alone; their sum over the ranks is the gradient of the whole batch.
 */
final class DividedSource implements InputSource {
    private final InputSource own;
    private final ProcessGroup group;
    private double share;

    /**
     * @param own makes this rank's share of every batch; closed with this
     */
    DividedSource(InputSource own, ProcessGroup group) {
        this.own = own;
        this.group = group;
    }

    @Override
    public int stepsPerEpoch() {
        return own.stepsPerEpoch();
    }

    @Override
    public EpochInputs open(int epoch, int firstStep) {
        EpochInputs inputs = own.open(epoch, firstStep);
        return new EpochInputs() {
            @Override
            public @Nullable StepInput next() {
                StepInput input = inputs.next();
                return input == null ? null : whole(input);
            }

            @Override
            public long waitedNanos() {
                return inputs.waitedNanos();
            }

            @Override
            public void close() {
                inputs.close();
            }
        };
    }

    private StepInput whole(StepInput input) {
        if (input.others() != null) {
            throw new IllegalStateException("mixed images cannot be divided among ranks");
        }
        LossInput whole = whole(input.own());
        share = (double) input.size() / whole.size();
        return StepInput.of(whole);
    }

    private LossInput whole(LossInput input) {
        List<Tensor> parts = new ArrayList<>(List.of(input.features(), input.logits()));
        parts.addAll(input.layers().values());
        input.otherViews().forEach(view -> parts.addAll(List.of(view.features(), view.logits())));
        Iterator<Tensor> rows = group.gather(parts).iterator(); // a part that the loss ignores has no gradient
        Tensor features = rows.next();
        Tensor logits = rows.next();
        Map<String, Tensor> layers = new LinkedHashMap<>();
        input.layers().keySet().forEach(name -> layers.put(name, rows.next()));
        List<LossInput.View> views = new ArrayList<>();
        input.otherViews().forEach(view -> views.add(new LossInput.View(rows.next(), rows.next())));

        int size = input.size();
        Tensor own = torch.stack(
                new TensorVector(input.labels(), Tensors.longs(input.indices(), size), input.labelsOfFirstView()), 1);
        Tensor numbers = group.gather(List.of(own)).get(0);
        Tensor labels = numbers.select(1, 0).contiguous();
        Optional<Tensor> ofFirstView =
                input.ofFirstView().map(given -> numbers.select(1, 2).contiguous());
        return new LossInput(
                features,
                logits,
                labels,
                onHost(labels),
                onHost(numbers.select(1, 1)),
                layers,
                views,
                // the loss is the same on all ranks: the gradient that it has beside the rows counts once
                input.classWeights().map(weights -> group.leads() ? weights : weights.detach()),
                ofFirstView);
    }

    private static int[] onHost(Tensor numbers) {
        long[] wide = Tensors.toLongs(numbers);
        int[] values = new int[wide.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.toIntExact(wide[i]);
        }
        return values;
    }

    /**
     * After the backward pass: gives every rank the gradients of the whole batch, and the mean of what the ranks' batch
     * normalisations saw, each rank weighted by its images.
     *
     * @param trained parameters of the network
     * @param ofLoss parameters of the loss, whose gradients are those of the whole batch on every rank already
     * @param statistics running ones that the step has moved; empty where it moves none
     */
    void combine(Collection<Tensor> trained, Collection<Tensor> ofLoss, Collection<Tensor> statistics) {
        List<Tensor> parameters = new ArrayList<>(trained);
        parameters.addAll(ofLoss);
        Tensor gradients = FlatTensors.gradients(parameters, group.leads() ? parameters.size() : trained.size());
        group.sum(gradients);
        FlatTensors.setGradients(parameters, gradients);
        if (!statistics.isEmpty()) {
            Tensor weighted = FlatTensors.of(statistics).mul(new Scalar(share));
            group.sum(weighted);
            FlatTensors.copyInto(statistics, weighted);
        }
    }

    @Override
    public void networkUpdated() {
        own.networkUpdated();
    }

    @Override
    public Map<String, Tensor> state() {
        return own.state();
    }

    @Override
    public void restore(Map<String, Tensor> stored) {
        own.restore(stored);
    }

    @Override
    public void close() {
        own.close();
    }
}
