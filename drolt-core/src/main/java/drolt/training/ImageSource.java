package drolt.training;

import drolt.inference.ImageTensors;
import drolt.loading.HostBatch;
import drolt.loss.LossInput;
import drolt.model.ForwardPass;
import drolt.model.Network;
import drolt.tensor.Precision;
import drolt.tensor.Tensors;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/** Augmented images through the whole network; all views of a batch in one pass, so that they share its statistics. */
final class ImageSource implements InputSource {
    private final Network network;
    private final DrawnBatches drawn;
    private final ImageTensors images;
    private final Settings settings;

    /**
     * @param batchStatistics mode of batch normalisation
     * @param mixup null: images as they are
     * @param cutMix null: images as they are
     * @param layers that the loss wants to see
     */
    record Settings(
            boolean batchStatistics,
            @Nullable Mixup mixup,
            @Nullable CutMix cutMix,
            Precision precision,
            List<String> layers) {}

    /**
     * @param drawn one view where images are mixed
     */
    ImageSource(Network network, DrawnBatches drawn, ImageTensors images, Settings settings) {
        this.network = network;
        this.drawn = drawn;
        this.images = images;
        this.settings = settings;
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
        Tensor pixels = images.of(batch);
        CutMix cutMix = settings.cutMix;
        CutMix.Patch patch = cutMix == null
                ? null
                : cutMix.draw(epoch, step, batch.size(), (int) pixels.size(2), (int) pixels.size(3));
        if (patch != null) {
            return patch.under(input(batch, patch.of(pixels)));
        }
        Mixup mixup = settings.mixup;
        if (mixup == null) {
            return StepInput.of(input(batch, pixels));
        }
        Mixture mixture = mixup.draw(epoch, step, batch.size());
        return mixture.under(input(batch, mixture.of(pixels)));
    }

    private LossInput input(HostBatch batch, Tensor pixels) {
        ForwardPass pass = network.forward(pixels, settings.batchStatistics, settings.precision, settings.layers);
        List<LossInput.View> shown = split(pass, batch.views());
        return new LossInput(
                shown.get(0).features(),
                shown.get(0).logits(),
                Tensors.longs(batch.labels(), batch.size()),
                batch.labels(),
                batch.indices(),
                ofFirstView(pass.layers(), batch.size()),
                shown.subList(1, shown.size()),
                network.classifier().classWeights());
    }

    private static Map<String, Tensor> ofFirstView(Map<String, Tensor> layers, int size) {
        Map<String, Tensor> first = new LinkedHashMap<>();
        layers.forEach((name, rows) -> first.put(name, rows.size(0) == size ? rows : rows.narrow(0, 0, size)));
        return first;
    }

    private static List<LossInput.View> split(ForwardPass pass, int count) {
        if (count == 1) {
            return List.of(new LossInput.View(pass.features(), pass.logits()));
        }
        long size = pass.features().size(0) / count;
        return IntStream.range(0, count)
                .mapToObj(view -> new LossInput.View(
                        pass.features().narrow(0, view * size, size),
                        pass.logits().narrow(0, view * size, size)))
                .toList();
    }
}
