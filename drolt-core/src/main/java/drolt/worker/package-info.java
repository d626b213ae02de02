/**
 * Who works on what in a folder that several processes share, on one machine or on several.
 */
@NullMarked
package drolt.worker;

import org.jspecify.annotations.NullMarked;
