package drolt.experiment;

/**
 * A recipe and the name it goes by.
 *
 * @param name of the shipped recipe, or of the file without its ending
 */
public record Recipe(String name, ExperimentConfig config) {}
