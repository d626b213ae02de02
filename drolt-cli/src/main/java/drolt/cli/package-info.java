/**
 * The commands: each translates what the user typed into calls of the library, and what the library returns into lines.
 */
@NullMarked
package drolt.cli;

import org.jspecify.annotations.NullMarked;
