/**
 * Results over several runs: means, paired differences, published numbers beside, and tables of them in several forms.
 */
@NullMarked
package drolt.comparison;

import org.jspecify.annotations.NullMarked;
