/**
 * Backbones and classifiers.
 */
@NullMarked
package drolt.model;

import org.jspecify.annotations.NullMarked;
