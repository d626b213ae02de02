/**
 * What finished runs show beyond their tables: plain numbers, without charts.
 */
@NullMarked
package drolt.analysis;

import org.jspecify.annotations.NullMarked;
