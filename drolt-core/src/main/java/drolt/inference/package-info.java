/**
 * Networks to predictions and features.
 */
@NullMarked
package drolt.inference;

import org.jspecify.annotations.NullMarked;
