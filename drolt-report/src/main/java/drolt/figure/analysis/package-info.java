/** What {@code drolt analyze} draws of finished runs, one file an analysis. */
@NullMarked
package drolt.figure.analysis;

import org.jspecify.annotations.NullMarked;
