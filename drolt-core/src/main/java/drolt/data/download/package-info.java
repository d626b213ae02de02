/**
 * Fetching the archives of data sets: resumable, checked before anything is unpacked, whole or absent.
 */
@NullMarked
package drolt.data.download;

import org.jspecify.annotations.NullMarked;
