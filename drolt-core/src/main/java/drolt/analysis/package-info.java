/** What finished runs tell beside their table, as numbers: no chart is drawn here. */
@NullMarked
package drolt.analysis;

import org.jspecify.annotations.NullMarked;
