package drolt.training.method;

import drolt.configuration.ConfigException;
import drolt.inference.ImageTensors;
import drolt.loading.HostBatch;
import drolt.loss.LossInput;
import drolt.model.ForwardPass;
import drolt.model.Network;
import drolt.tensor.MemoryLayout;
import drolt.tensor.Precision;
import drolt.tensor.Tensors;
import drolt.training.BatchEpoch;
import drolt.training.DrawnBatches;
import drolt.training.EpochInputs;
import drolt.training.InputSource;
import drolt.training.StepInput;
import org.bytedeco.pytorch.Tensor;

/** Augmented images, each rotated by some quarter turns, which are its label. */
final class RotationSource implements InputSource {
    private final Network network;
    private final DrawnBatches drawn;
    private final Rotations rotations;
    private final ImageTensors images;
    private final MemoryLayout layout;
    private final boolean batchStatistics;
    private final Precision precision;

    RotationSource(
            Network network,
            DrawnBatches drawn,
            Rotations rotations,
            ImageTensors images,
            MemoryLayout layout,
            boolean batchStatistics,
            Precision precision) {
        this.network = network;
        this.drawn = drawn;
        this.rotations = rotations;
        this.images = images;
        this.layout = layout;
        this.batchStatistics = batchStatistics;
        this.precision = precision;
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
    public void close() {}

    private StepInput inputs(HostBatch batch, int epoch, int step) {
        if (batch.height() != batch.width()) {
            throw new ConfigException("images of " + batch.width() + " x " + batch.height()
                    + " pixels have another shape after a quarter turn; add a transform that makes them square,"
                    + " for example {kind: random-resized-crop}");
        }
        int[] turns = rotations.draw(epoch, step, batch.size());
        Tensor rotated = layout.arrange(Rotations.of(images.of(batch), turns));
        ForwardPass pass = network.forward(rotated, batchStatistics, precision);
        return StepInput.of(new LossInput(
                pass.features(), pass.logits(), Tensors.longs(turns, turns.length), turns, batch.indices()));
    }
}
