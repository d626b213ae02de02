/**
 * The radius within which a class's true centroid is taken to lie.
 */
@NullMarked
package drolt.radius;

import org.jspecify.annotations.NullMarked;
