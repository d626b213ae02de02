/** A recipe proposed for a folder of images, and the reason for each choice in it. */
@NullMarked
package drolt.proposal;

import org.jspecify.annotations.NullMarked;
