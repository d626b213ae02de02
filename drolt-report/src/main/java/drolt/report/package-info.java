/** The page that shows finished runs: one file that refers to nothing outside. */
@NullMarked
package drolt.report;

import org.jspecify.annotations.NullMarked;
