/** What finished runs show beyond their table, as numbers; this package draws no charts. */
@NullMarked
package drolt.analysis;

import org.jspecify.annotations.NullMarked;
