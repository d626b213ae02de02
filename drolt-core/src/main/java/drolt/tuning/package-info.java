/**
 * The search for the best values of a recipe's keys on its validation split.
 */
@NullMarked
package drolt.tuning;

import org.jspecify.annotations.NullMarked;
