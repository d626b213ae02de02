/** Trained networks as files that other programs load: ONNX, TorchScript, safetensors. */
@NullMarked
package drolt.export;

import org.jspecify.annotations.NullMarked;
