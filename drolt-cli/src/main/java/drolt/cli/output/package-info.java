/**
 * What commands print: tables, bar charts and progress, fitted to a terminal or plain for a file.
 */
@NullMarked
package drolt.cli.output;

import org.jspecify.annotations.NullMarked;
