package drolt.reproduction;

import java.util.List;
import java.util.Map;

/**
 * What a setting makes of a table.
 *
 * @param recipes the end of the names of its recipes' files
 * @param face what the table says of it
 * @param set keys of these recipes that it changes, {@code key=value} each, by the beginning of the recipes' names
 */
record SettingConfig(String recipes, String face, Map<String, List<String>> set) {}
