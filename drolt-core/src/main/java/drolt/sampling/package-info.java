/**
 * Which images an epoch draws, and in which order.
 */
@NullMarked
package drolt.sampling;

import org.jspecify.annotations.NullMarked;
