package drolt.reproduction;

import java.util.List;

/**
 * What a setting makes of a table.
 *
 * @param recipes the end of the names of its recipes' files
 * @param face what the table says of it
 * @param set keys of these recipes that it changes, {@code key=value} each
 */
record SettingConfig(String recipes, String face, List<String> set) {}
