package drolt.training;

import drolt.data.ImageDataset;
import drolt.inference.Evaluator;
import drolt.loading.Share;
import drolt.loss.LossInput;
import drolt.model.Network;
import drolt.sampling.Sampler;
import drolt.tensor.Tensors;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Features computed once, through the classifier alone: for a frozen backbone where nothing augments.
 */
final class FeatureSource implements InputSource {
    private final Network network;
    private final Sampler sampler;
    private final int batchSize;
    private final Share share;
    private final int[] labels;
    private final Tensor features;

    /**
     * @param share the part of every batch that this process makes
     */
    FeatureSource(
            Network network, Evaluator evaluator, ImageDataset dataset, Sampler sampler, int batchSize, Share share) {
        this.network = network;
        this.sampler = sampler;
        this.batchSize = batchSize;
        this.share = share;
        labels = IntStream.range(0, dataset.size()).map(dataset::label).toArray();
        features = evaluator.features(network, dataset);
    }

    @Override
    public int stepsPerEpoch() {
        return sampler.drawsPerEpoch() / batchSize + (sampler.drawsPerEpoch() % batchSize == 0 ? 0 : 1);
    }

    @Override
    public EpochInputs open(int epoch, int firstStep) {
        return new Epoch(sampler.draw(epoch), firstStep);
    }

    @Override
    public void close() {
        features.close();
    }

    private final class Epoch implements EpochInputs {
        private final int[] draws;
        private int step;

        Epoch(int[] draws, int firstStep) {
            this.draws = draws;
            this.step = firstStep;
        }

        @Override
        public @Nullable StepInput next() {
            if (step >= stepsPerEpoch()) {
                return null;
            }
            int first = step * batchSize;
            int size = Math.min(draws.length - first, batchSize);
            int[] indices = Arrays.copyOfRange(draws, first + share.from(size), first + share.until(size));
            int[] batchLabels =
                    Arrays.stream(indices).map(index -> labels[index]).toArray();
            step++;
            Tensor rows = features.index_select(0, Tensors.longs(indices, indices.length));
            return StepInput.of(new LossInput(
                    rows,
                    network.classifier().logits(rows),
                    Tensors.longs(batchLabels, batchLabels.length),
                    batchLabels,
                    indices,
                    Map.of(),
                    List.of(),
                    network.classifier().classWeights()));
        }

        @Override
        public void close() {}
    }
}
