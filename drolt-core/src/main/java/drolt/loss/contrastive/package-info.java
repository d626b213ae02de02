/**
 * Losses that compare the views of a batch: supervised, balanced and probabilistic contrastive learning.
 */
@NullMarked
package drolt.loss.contrastive;

import org.jspecify.annotations.NullMarked;
