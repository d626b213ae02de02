/**
 * Parameter updates and the schedules of their learning rates.
 */
@NullMarked
package drolt.optimizer;

import org.jspecify.annotations.NullMarked;
