/**
 * Labelled images, long-tailed subsets of them, splits, and where they come from.
 */
@NullMarked
package drolt.data;

import org.jspecify.annotations.NullMarked;
