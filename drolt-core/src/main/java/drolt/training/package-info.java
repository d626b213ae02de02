/**
 * The training loop, its stages and its listeners.
 */
@NullMarked
package drolt.training;

import org.jspecify.annotations.NullMarked;
