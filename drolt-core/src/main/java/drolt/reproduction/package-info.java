/**
 * The paper's tables run anew: which recipes a table asks for, what they cost, and the table of their results.
 */
@NullMarked
package drolt.reproduction;

import org.jspecify.annotations.NullMarked;
