/**
 * Recipes, the store of finished stages, and runs.
 */
@NullMarked
package drolt.experiment;

import org.jspecify.annotations.NullMarked;
