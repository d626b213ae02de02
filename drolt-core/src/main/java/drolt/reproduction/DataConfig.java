package drolt.reproduction;

import java.util.List;

/**
 * Images that columns of a table are measured on.
 *
 * @param recipe the beginning of the name of its recipes' files
 * @param set keys of these recipes that it changes, {@code key=value} each
 */
record DataConfig(String recipe, List<String> set) {}
