package drolt.training;

import drolt.augmentation.Transform;
import drolt.data.ImageDataset;
import drolt.inference.ImageTensors;
import drolt.loading.BatchLoader;
import drolt.loading.BatchPlan;
import drolt.loading.HostBatch;
import drolt.loss.LossInput;
import drolt.model.ForwardPass;
import drolt.model.Network;
import drolt.sampling.Sampler;
import drolt.tensor.Precision;
import drolt.tensor.Tensors;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/** Augmented images through the whole network. */
final class ImageSource implements InputSource {
    private static final int PREFETCH = 4;

    private final Network network;
    private final ImageDataset dataset;
    private final Sampler sampler;
    private final List<Transform> transforms;
    private final ImageTensors images;
    private final Settings settings;

    /**
     * @param seed of the augmentation
     * @param batchStatistics mode of batch normalisation
     * @param mixup null: images as they are
     * @param layers that the loss wants to see
     */
    record Settings(
            int batchSize,
            boolean dropLast,
            long seed,
            boolean batchStatistics,
            @Nullable Mixup mixup,
            Precision precision,
            int loaderThreads,
            List<String> layers) {}

    ImageSource(
            Network network,
            ImageDataset dataset,
            Sampler sampler,
            List<Transform> transforms,
            ImageTensors images,
            Settings settings) {
        this.network = network;
        this.dataset = dataset;
        this.sampler = sampler;
        this.transforms = transforms;
        this.images = images;
        this.settings = settings;
    }

    @Override
    public int stepsPerEpoch() {
        return plan(0, 0).batches(sampler.drawsPerEpoch());
    }

    @Override
    public EpochInputs open(int epoch, int firstStep) {
        BatchLoader loader = BatchLoader.open(dataset, transforms, sampler.draw(epoch), plan(epoch, firstStep));
        return new Epoch(loader, epoch, firstStep);
    }

    private BatchPlan plan(int epoch, int firstStep) {
        return new BatchPlan(
                settings.batchSize,
                settings.dropLast,
                settings.seed,
                epoch,
                firstStep,
                settings.loaderThreads,
                PREFETCH);
    }

    @Override
    public void close() {}

    private final class Epoch implements EpochInputs {
        private final BatchLoader loader;
        private final int epoch;
        private int step;

        Epoch(BatchLoader loader, int epoch, int firstStep) {
            this.loader = loader;
            this.epoch = epoch;
            this.step = firstStep;
        }

        @Override
        public @Nullable StepInput next() {
            HostBatch batch = loader.next();
            if (batch == null) {
                return null;
            }
            Tensor pixels = images.of(batch);
            Mixup mixup = settings.mixup;
            if (mixup == null) {
                return StepInput.of(input(batch, pixels));
            }
            Mixture mixture = mixup.draw(epoch, step++, batch.size());
            return mixture.under(input(batch, mixture.of(pixels)));
        }

        private LossInput input(HostBatch batch, Tensor pixels) {
            ForwardPass pass = network.forward(pixels, settings.batchStatistics, settings.precision, settings.layers);
            return new LossInput(
                    pass.features(),
                    pass.logits(),
                    Tensors.longs(batch.labels(), batch.size()),
                    batch.labels(),
                    batch.indices(),
                    pass.layers());
        }

        @Override
        public void close() {
            loader.close();
        }
    }
}
