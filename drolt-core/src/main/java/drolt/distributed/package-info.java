/** Processes that train together: who they are, and what they tell each other. */
@NullMarked
package drolt.distributed;

import org.jspecify.annotations.NullMarked;
