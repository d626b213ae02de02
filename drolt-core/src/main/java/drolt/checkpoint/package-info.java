/**
 * Tensors and training states in files.
 */
@NullMarked
package drolt.checkpoint;

import org.jspecify.annotations.NullMarked;
