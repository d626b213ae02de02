package drolt.inference;

/**
 * How probable a network holds a class for an image.
 *
 * @param label of the class, from 0
 * @param name of the class
 * @param probability in [0, 1]
 */
public record ClassProbability(int label, String name, float probability) {}
