/**
 * Batches of augmented images, made ahead of the step on background threads.
 */
@NullMarked
package drolt.loading;

import org.jspecify.annotations.NullMarked;
