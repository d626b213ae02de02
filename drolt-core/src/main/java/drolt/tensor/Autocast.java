package drolt.tensor;

import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Runs the convolutions and matrix products of this thread in the given precision until closed.
 *
 * <p>Casts of parameters are cached while it is open, so one surrounds the whole forward pass.
 */
public final class Autocast implements AutoCloseable {
    private final boolean wasEnabled;
    private final boolean active;

    private Autocast(Precision precision) {
        active = precision == Precision.BFLOAT16;
        wasEnabled = torch.is_autocast_enabled(DeviceType.CPU);
        if (active) {
            torch.set_autocast_dtype(DeviceType.CPU, ScalarType.BFloat16);
            torch.set_autocast_enabled(DeviceType.CPU, true);
            torch.increment_nesting();
        }
    }

    /** Opens the region; with float32 it does nothing. */
    public static Autocast open(Precision precision) {
        return new Autocast(precision);
    }

    /** The type in which convolutions of this thread compute now. */
    static ScalarType type() {
        return torch.is_autocast_enabled(DeviceType.CPU) ? ScalarType.BFloat16 : ScalarType.Float;
    }

    @Override
    public void close() {
        if (active) {
            if (torch.decrement_nesting() == 0) {
                torch.clear_cache();
            }
            torch.set_autocast_enabled(DeviceType.CPU, wasEnabled);
        }
    }
}
