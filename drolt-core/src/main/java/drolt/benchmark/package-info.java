/**
 * Measures the speed and memory of this machine's training, each figure a ratio of medians of interleaved rounds.
 */
@NullMarked
package drolt.benchmark;

import org.jspecify.annotations.NullMarked;
