/**
 * Recipes: what a run does, as records read from YAML, and the one list of all kinds of loss and stage.
 */
@NullMarked
package drolt.recipe;

import org.jspecify.annotations.NullMarked;
