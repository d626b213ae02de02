/**
 * The commands.
 */
@NullMarked
package drolt.cli;

import org.jspecify.annotations.NullMarked;
