/**
 * Files that are whole or not there: written to a temporary name, synced, renamed; records as JSON, digests, CSV fields.
 */
@NullMarked
package drolt.io;

import org.jspecify.annotations.NullMarked;
