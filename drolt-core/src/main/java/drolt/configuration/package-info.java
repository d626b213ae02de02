/**
 * Strict reading of YAML into immutable records: every mistake is one line with file, line and key.
 */
@NullMarked
package drolt.configuration;

import org.jspecify.annotations.NullMarked;
