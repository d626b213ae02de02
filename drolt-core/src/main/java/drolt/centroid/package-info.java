/**
 * Class means of features and the spread around them.
 */
@NullMarked
package drolt.centroid;

import org.jspecify.annotations.NullMarked;
