package drolt.reproduction;

import drolt.recipe.Recipe;

/**
 * A run that a table needs: on one data set, with one seed, all arms of the rows that share a recipe.
 *
 * @param data name of the images in the table's file
 * @param variant empty, or a dash and the key of the row whose recipe this is, where that changes keys
 */
public record PlannedRun(String data, String variant, long seed, Recipe recipe) {
    /** Names the run without its seed. */
    public String key() {
        return data + variant;
    }

    /** The name of its folder. */
    public String name() {
        return key() + "-seed" + seed;
    }
}
