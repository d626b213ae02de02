/** Runs as TensorBoard reads them: event files and the files of its embedding projector. */
@NullMarked
package drolt.tensorboard;

import org.jspecify.annotations.NullMarked;
