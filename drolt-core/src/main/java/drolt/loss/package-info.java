/**
 * What a training step minimises.
 */
@NullMarked
package drolt.loss;

import org.jspecify.annotations.NullMarked;
