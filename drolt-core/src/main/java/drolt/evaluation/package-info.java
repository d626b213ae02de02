/**
 * Predictions to numbers: accuracy by shot, confusion, calibration. Plain Java.
 */
@NullMarked
package drolt.evaluation;

import org.jspecify.annotations.NullMarked;
