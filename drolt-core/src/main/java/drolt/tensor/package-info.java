/**
 * The fence around the engine: loading it, owning its memory, and the few operations that need care.
 */
@NullMarked
package drolt.tensor;

import org.jspecify.annotations.NullMarked;
