/**
 * Image files of any usual format to 8-bit RGB.
 */
@NullMarked
package drolt.data.decoding;

import org.jspecify.annotations.NullMarked;
