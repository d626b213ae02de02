package drolt.inference;

import drolt.data.PixelStatistics;
import drolt.loading.HostBatch;
import drolt.tensor.MemoryLayout;
import drolt.tensor.StepScope;
import drolt.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Turns batches of bytes into normalised images: {@code (pixel / 255 - mean) / deviation}, per channel.
 *
 * <p>Owns its constants; close it.
 */
public final class ImageTensors implements AutoCloseable {
    private final MemoryLayout layout;
    private final Tensor factor;
    private final Tensor offset;

    public ImageTensors(PixelStatistics statistics, MemoryLayout layout) {
        this.layout = layout;
        float[] factors = new float[3];
        float[] offsets = new float[3];
        for (int channel = 0; channel < 3; channel++) {
            factors[channel] = 1 / (255 * statistics.standardDeviation()[channel]);
            offsets[channel] = -statistics.mean()[channel] / statistics.standardDeviation()[channel];
        }
        try (StepScope scope = StepScope.open()) {
            factor = scope.keep(Tensors.floats(factors, 1, 3, 1, 1));
            offset = scope.keep(Tensors.floats(offsets, 1, 3, 1, 1));
        }
    }

    /** float32 [B, 3, H, W], owned by the open scope; of several views [views B, 3, H, W], one after the other. */
    public Tensor of(HostBatch batch) {
        int images = Math.multiplyExact(batch.views(), batch.size());
        Tensor bytes = Tensors.bytes(batch.pixels(), images, batch.height(), batch.width(), 3);
        Tensor pixels =
                bytes.permute(0, 3, 1, 2).to(ScalarType.Float).mul(factor).add(offset);
        return layout.arrange(pixels);
    }

    @Override
    public void close() {
        factor.close();
        offset.close();
    }
}
