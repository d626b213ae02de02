/**
 * Image transforms on 8-bit RGB pixels, deterministic in their generator.
 */
@NullMarked
package drolt.augmentation;

import org.jspecify.annotations.NullMarked;
