/**
 * A trained network as a list of operations that other programs have too. Backbones and classifiers write themselves down
 * here once; {@code drolt.export} prints the list in the formats that these programs read.
 */
@NullMarked
package drolt.graph;

import org.jspecify.annotations.NullMarked;
