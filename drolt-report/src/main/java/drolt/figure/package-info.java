/** Figures of publication quality, as vector and as pixels, with the data behind them. */
@NullMarked
package drolt.figure;

import org.jspecify.annotations.NullMarked;
