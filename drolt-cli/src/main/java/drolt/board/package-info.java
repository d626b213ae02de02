/** A local page that shows the runs of a folder while they go on. */
@NullMarked
package drolt.board;

import org.jspecify.annotations.NullMarked;
