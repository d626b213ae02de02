package drolt.reproduction;

import drolt.experiment.Recipe;

/**
 * A run that a table needs: all its arms on one data set, with one seed.
 *
 * @param data name of the images in the table's file
 */
public record PlannedRun(String data, long seed, Recipe recipe) {
    /** Of its folder. */
    public String name() {
        return data + "-seed" + seed;
    }
}
