/** Features laid out in the plane. */
@NullMarked
package drolt.analysis.embedding;

import org.jspecify.annotations.NullMarked;
