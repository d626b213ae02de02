/**
 * How far a prediction can be trusted: prediction sets, temperature, and what is unlike anything seen.
 */
@NullMarked
package drolt.trust;

import org.jspecify.annotations.NullMarked;
