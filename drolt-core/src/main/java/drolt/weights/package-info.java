/**
 * Named tensors in files: safetensors, written and read, and PyTorch's own format, read.
 */
@NullMarked
package drolt.weights;

import org.jspecify.annotations.NullMarked;
