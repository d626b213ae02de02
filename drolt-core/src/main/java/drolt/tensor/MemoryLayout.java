package drolt.tensor;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

/** Order of a batch of images in memory; it changes the speed and the last bits, not the meaning. */
public enum MemoryLayout {
    /** Channel planes one after the other. */
    CONTIGUOUS(MemoryFormat.Contiguous),
    /** The channels of a pixel side by side: what the convolutions of oneDNN like best. */
    CHANNELS_LAST(MemoryFormat.ChannelsLast);

    private final MemoryFormat format;

    MemoryLayout(MemoryFormat format) {
        this.format = format;
    }

    /** The tensor in this layout; one of other than four dimensions is made contiguous. */
    public Tensor arrange(Tensor tensor) {
        return tensor.dim() == 4 ? tensor.contiguous(format) : tensor.contiguous();
    }
}
